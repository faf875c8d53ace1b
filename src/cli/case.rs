//! One folder, from its files to the computed book.
use super::exit::Exit;
use super::progress::ProgressLine;
use super::{quiet, trial};
use fenpei::batch::{
    BatchRecord, Contents, HashedFile, INPUT_FOLDER, advanced, batch_name, edition, fingerprints, fingerprints_by,
    hash_files, payment_documents, sha256,
};
use fenpei::book::Book;
use fenpei::dataset::Dataset;
use fenpei::faces::{Edition, PaymentFile, payment_outlook};
use fenpei::intake::{self, OfficeFile};
use fenpei::kept::{self, INDEX_NAME, KEPT_FOLDER, KeptFault};
use fenpei::messages::{Findings, Language, OutputMessage, Place};
use fenpei::scheme::{self, Head, SCHEME_BYTES_MAX, SCHEME_NAMES, Scheme};
use fenpei::stage::{self, History, Order, Progress, Stage};
use fenpei::{compute, correction, plan};
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

/// Findings that say that the books do not balance.
const INVARIANTS: [&str; 3] = ["E490", "E491", "E492"];

/// What was found, and the book where nothing stopped.
#[derive(Default)]
pub struct Case {
    /// Name of the scheme's file.
    pub scheme_name: &'static str,
    /// The scheme's text.
    pub scheme: String,
    /// Findings about how the folder was found at this moment, such as a workbook open elsewhere. They are told
    /// but not printed into documents: the same inputs give the same batch.
    pub passing: Findings,
    /// All other findings.
    pub findings: Findings,
    /// The year of the scheme; a date that documents may carry where the scheme says none.
    pub year: u16,
    /// What was recorded of the stages after the trial; none where a folder is computed for the first time.
    pub history: History,
    /// The scheme as it is written, once it was read.
    written: Option<Scheme>,
    /// How many findings there were before the records were read.
    before_records: usize,
    /// What the records say, once the year is computed.
    pub progress: Progress,
    payments: Vec<(String, PaymentFile)>,
    /// Which of the findings are about payments: each stage tells its own.
    of_payments: Range<usize>,
    files: Vec<OfficeFile>,
    inputs: Vec<HashedFile>,
}

impl Case {
    /// Reads the scheme. Without it there is nothing to do.
    pub fn open(dir: &Path) -> Result<Case, (OutputMessage, Exit)> {
        let shown = dir.display().to_string();
        if !dir.is_dir() {
            return Err((OutputMessage::NoFolder { path: shown }, Exit::Usage));
        }
        let mut there = SCHEME_NAMES.into_iter().filter(|name| dir.join(name).exists());
        let scheme_name = match (there.next(), there.next()) {
            (Some(name), None) => name,
            (None, _) => return Err((OutputMessage::NoScheme { path: shown }, Exit::Stopped)),
            (Some(_), Some(_)) => return Err((OutputMessage::TwoSchemes { path: shown }, Exit::Stopped)),
        };
        Case::of_scheme(scheme_name, &dir.join(scheme_name))
    }

    /// A case by the rules of another file than the folder's own: TOML, or Markdown where its name ends so.
    pub fn open_by(file: &Path) -> Result<Case, (OutputMessage, Exit)> {
        let markdown = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
        Case::of_scheme(SCHEME_NAMES[usize::from(markdown)], file)
    }

    fn of_scheme(scheme_name: &'static str, path: &Path) -> Result<Case, (OutputMessage, Exit)> {
        let bytes = read_scheme(path).map_err(|error| (unreadable(path, &error), Exit::Stopped))?;
        match String::from_utf8(bytes) {
            Ok(scheme) => Ok(Case { scheme_name, scheme, ..Case::default() }),
            Err(error) => {
                let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = sound.iter().filter(|byte| **byte == b'\n').count() + 1;
                Err((OutputMessage::NotUtf8 { name: scheme_name.to_string(), line }, Exit::Stopped))
            }
        }
    }

    /// Compiles the scheme; with findings that stop there is no plan.
    pub fn compile(&mut self, dir: &Path) -> Option<(Head, plan::Plan)> {
        let (written, plan) = self.plan(dir);
        plan.map(|plan| (written.head, plan))
    }

    /// Reads the scheme as it is written and what is there of the files; what is missing or wrong in them does not
    /// matter, and standards that a meeting still has to decide are left open.
    pub fn read(&mut self, dir: &Path) -> Option<(Scheme, Dataset)> {
        let written = self.written(dir);
        if self.findings.stop() {
            return None;
        }
        let found = &mut Findings::default();
        let dataset = quiet::without_panic_messages(|| intake::read(&written, &self.files, found));
        Some((written, dataset))
    }

    /// Reads the files, and does not compute: scheme, plan and tables.
    pub fn parts(&mut self, dir: &Path, language: Language) -> Result<(Scheme, plan::Plan, Dataset), Exit> {
        let (written, plan) = self.plan(dir);
        let Some(plan) = plan else { return Err(Exit::Stopped) };
        let mut line = ProgressLine::new(language);
        let mut dataset = quiet::without_panic_messages(|| {
            intake::read_watched(&written, &self.files, &mut self.findings, &mut |progress| line.show(progress))
        });
        line.clear();
        quiet::without_panic_messages(|| correction::lay_over(&written, &self.files, &mut dataset, &mut self.findings));
        let stopped = self.findings.stop() || self.passing.stop();
        if stopped { Err(Exit::Stopped) } else { Ok((written, plan, dataset)) }
    }

    /// What pages say about a year of these files.
    pub fn edition(&mut self, written: &Scheme) -> Edition {
        edition(&written.head, &fingerprints(&self.inputs, &self.scheme, &self.history), &self.progress)
    }

    /// What pages say once another stage is recorded.
    pub fn advanced(&self, before: &Edition) -> Edition {
        advanced(before, &fingerprints(&self.inputs, &self.scheme, &self.history), &self.progress)
    }

    /// The fingerprints that a release gives this batch and its parents.
    pub fn chain(&self, version: &str) -> Vec<String> {
        fingerprints_by(version, &self.inputs, &self.scheme, &self.history)
    }

    /// What pages say under other fingerprints.
    pub fn advanced_by(&self, before: &Edition, chain: &[String]) -> Edition {
        advanced(before, chain, &self.progress)
    }

    /// Reads the files and computes.
    pub fn compute(&mut self, dir: &Path, language: Language) -> Result<(Book, Edition), Exit> {
        let (written, plan, dataset) = self.parts(dir, language)?;
        let Some(mut book) = compute::compute(plan, dataset, &mut self.findings) else {
            let broken = self.findings.list.iter().any(|f| INVARIANTS.contains(&f.message.code()));
            return Err(if broken { Exit::Invariant } else { Exit::Stopped });
        };
        self.written = Some(written.clone());
        self.before_records = self.findings.list.len();
        self.advance(&mut book)?;
        let edition = self.edition(&written);
        self.pay(&book, &edition)?;
        Ok((book, edition))
    }

    /// The book that a large batch keeps, with what its pages say: nothing is computed anew. `None`: the batch keeps none,
    /// another release made it, or something in it is not what its manifest says; then it is computed as any other.
    pub fn kept(&mut self, batch: &Path, record: &BatchRecord) -> Option<(Book, Edition, KeptFault)> {
        let index = format!("{KEPT_FOLDER}/{INDEX_NAME}");
        let kept = record.documents.iter().find(|document| document.path == index)?;
        (record.program == format!("fenpei {}", env!("CARGO_PKG_VERSION"))).then_some(())?;
        let mut written = scheme::read(self.scheme_name, &self.scheme, &mut self.findings);
        let dir = batch.join(INPUT_FOLDER);
        for input in record.inputs.iter().filter(|input| intake::before_compiling(&written, &input.path)) {
            let file = intake::read_file(&dir.join(&input.path), &input.path, &mut self.passing)?;
            (sha256(&file.bytes) == input.sha256).then_some(())?;
            self.files.push(file);
        }
        intake::fill_standards(&mut written, &self.files, &mut self.findings);
        intake::fill_layouts(&mut written, &self.files, &mut self.findings);
        let plan = plan::compile(&written, &self.scheme, &mut self.findings)?;
        let inputs = record.inputs.iter();
        self.inputs = inputs.map(|i| HashedFile { path: i.path.clone(), sha256: i.sha256.clone(), bytes: 0 }).collect();
        let chain = fingerprints(&self.inputs, &self.scheme, &self.history);
        // The chain is made of the scheme, of what the manifest says of the inputs, and of the records.
        (chain.last() == Some(&record.fingerprint)).then_some(())?;
        let (mut book, fault) = kept::kept(&batch.join(KEPT_FOLDER), &kept.sha256, plan)?;
        self.written = Some(written.clone());
        self.before_records = self.findings.list.len();
        self.advance(&mut book).ok()?;
        let edition = edition(&written.head, &chain, &self.progress);
        Some((book, edition, fault))
    }

    /// Reads the records of the stages and limits the book to what they pay.
    pub fn advance(&mut self, book: &mut Book) -> Result<(), Exit> {
        let Some(written) = &self.written else { return Err(Exit::Stopped) };
        let batches = self.batches();
        self.findings.list.truncate(self.before_records);
        let (history, findings) = (&self.history, &mut self.findings);
        let read = quiet::without_panic_messages(|| stage::progress(history, (book, written), &batches, findings));
        self.progress = read.ok_or(Exit::Stopped)?;
        book.pays = self.progress.sources(&book.plan);
        book.held = self.progress.order.held.clone();
        Ok(())
    }

    /// The names of the batches that lead to this one, the trial's first and its own last.
    pub fn batches(&self) -> Vec<String> {
        let chain = fingerprints(&self.inputs, &self.scheme, &self.history);
        chain.iter().map(|fingerprint| batch_name(self.year, fingerprint)).collect()
    }

    /// Takes back the files and what was told of payments, which are those of one stage.
    pub fn forget_payments(&mut self) {
        self.payments.clear();
        self.findings.list.drain(std::mem::take(&mut self.of_payments));
    }

    /// Makes the files for bank and payroll of a final batch. Nobody is paid from another; of a trial or a notice what
    /// will stop the files is told.
    pub fn pay(&mut self, book: &Book, edition: &Edition) -> Result<(), Exit> {
        self.forget_payments();
        let told = self.findings.list.len();
        let made = match edition.stage {
            Stage::Trial | Stage::Notice => {
                let order = Order::of(&self.progress.paid_sources(&book.plan));
                payment_outlook(book, edition, &order, &mut self.findings).map(|()| Some(Vec::new()))
            }
            stage if stage.pays() => payment_documents(book, edition, &self.progress.order, &mut self.findings),
            _ => return Ok(()),
        };
        self.of_payments = told..self.findings.list.len();
        match made {
            Ok(Some(files)) => self.payments = files,
            Ok(None) => return Err(Exit::Stopped),
            Err(error) => {
                let message =
                    OutputMessage::DocumentWrong { document: "发放文件".to_string(), reason: error.to_string() };
                self.findings.add(message, Place::Run);
                return Err(Exit::Invariant);
            }
        }
        Ok(())
    }

    /// Reads the scheme and the folder.
    fn written(&mut self, dir: &Path) -> Scheme {
        let written = scheme::read(self.scheme_name, &self.scheme, &mut self.findings);
        match intake::read_folder(dir, &mut self.passing) {
            Ok(mut files) => {
                // The register of objections lies here and changes no amount.
                files.retain(|file| !intake::is_objections(&file.path));
                self.files = trial::sift(files, &mut self.findings);
                self.inputs = hash_files(&self.files);
            }
            Err(error) => self.findings.add(unreadable(dir, &error), Place::Run),
        }
        self.year = written.head.year.clamp(1900, 9999);
        written
    }

    /// Standards may be in the folder: they are filled in before the scheme is compiled.
    fn plan(&mut self, dir: &Path) -> (Scheme, Option<plan::Plan>) {
        let mut written = self.written(dir);
        intake::fill_standards(&mut written, &self.files, &mut self.findings);
        intake::fill_layouts(&mut written, &self.files, &mut self.findings);
        let plan = plan::compile(&written, &self.scheme, &mut self.findings);
        let plan = plan.filter(|_| !self.findings.stop());
        (written, plan)
    }

    /// Leaves only the findings about the records: what was told of the files is not told again.
    pub fn only_of_records(&mut self) {
        self.findings.list.drain(..self.before_records);
    }

    /// The scheme as it is written, once the year was computed.
    pub fn scheme_read(&self) -> Option<&Scheme> {
        self.written.as_ref()
    }

    /// The files of the folder as received.
    pub fn files(&self) -> &[OfficeFile] {
        &self.files
    }

    /// What the batch is made of.
    pub fn contents<'a>(&'a self, book: &'a Book, edition: &'a Edition) -> Contents<'a> {
        Contents {
            book,
            edition,
            findings: &self.findings,
            files: &self.files,
            inputs: &self.inputs,
            scheme: (self.scheme_name, &self.scheme),
            history: &self.history,
            progress: &self.progress,
            payments: &self.payments,
        }
    }
}

/// No more than one byte above the limit is read; the parser then says that it is too large.
fn read_scheme(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(SCHEME_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error) -> OutputMessage {
    OutputMessage::Unreadable { path: path.display().to_string(), reason: error.to_string() }
}
