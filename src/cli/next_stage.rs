//! A batch and the form that takes it further: written blank the first time, read the second.
use super::case::Case;
use super::exit::Exit;
use super::opened::{self, Opened};
use super::{console, faults, told};
use fenpei::batch::{BatchRecord, MANIFEST_NAME, Sealed, Staging, seal};
use fenpei::book::Book;
use fenpei::faces::{Edition, FaceError, record_form};
use fenpei::intake::{self, OfficeFile};
use fenpei::messages::{Findings, Language, OutputMessage};
use fenpei::stage::{Entry, RecordKind};
use std::path::{Path, PathBuf};

/// A batch whose next stage is asked for.
pub struct NextStage {
    /// The batch, computed.
    pub opened: Opened,
    /// What is recorded next.
    pub kind: RecordKind,
    /// The form.
    form: PathBuf,
    /// Where batches lie.
    pub parent: PathBuf,
}

/// What came of it.
pub struct Made {
    /// The case with the new record.
    pub case: Case,
    /// The book, of what the new batch pays.
    pub book: Book,
    /// What the new batch says of itself.
    pub edition: Edition,
    /// Its documents.
    pub sealed: Sealed,
    /// Its folder.
    pub target: PathBuf,
}

impl NextStage {
    /// Opens a batch as it was sealed. `None`: findings stopped it, and they were told.
    pub fn of(
        batch: &Path,
        form: Option<&Path>,
        language: Language,
    ) -> Result<Option<NextStage>, (OutputMessage, Exit)> {
        NextStage::of_kind(batch, None, form, language)
    }

    /// The same for a record of one kind; [`NextStage::kind`] is another where that cannot follow.
    pub fn of_kind(
        batch: &Path,
        wanted: Option<RecordKind>,
        form: Option<&Path>,
        language: Language,
    ) -> Result<Option<NextStage>, (OutputMessage, Exit)> {
        let record = sealed(batch)?;
        let Some(opened) = opened::computed(batch, language)? else { return Ok(None) };
        if opened.edition.fingerprint != record.fingerprint {
            let message = OutputMessage::NotThisBatch { batch: record.batch, computed: opened.edition.batch };
            return Err((message, Exit::Stopped));
        }
        let next = opened.case.history.next();
        let kind = wanted.filter(|kind| next.contains(kind)).unwrap_or(next[0]);
        let parent = batch.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // `公示登记表（2018-0a1b2c3d4e5f）.xlsx`
        let usual = || parent.join(format!("{}（{}）.xlsx", kind.form_name(), record.batch));
        let form = form.map_or_else(usual, Path::to_path_buf);
        Ok(Some(NextStage { opened, kind, form, parent: parent.to_path_buf() }))
    }

    /// Whether the form is there.
    pub fn is_recorded(&self) -> bool {
        self.form.exists()
    }

    /// The folder that the form lies in.
    pub fn form_folder(&self) -> &Path {
        self.form.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    /// Writes the blank form and says what to do with it.
    pub fn ask(&self, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
        let Opened { book, edition, case } = &self.opened;
        self.write(record_form(book, edition, &case.progress, self.kind), language)
    }

    /// Writes a form and says what to do with it.
    pub fn write(&self, bytes: Result<Vec<u8>, FaceError>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
        let edition = &self.opened.edition;
        let shown = self.form.display().to_string();
        opened::write_new(&self.form, &bytes.map_err(|error| faults::document_fault(shown.clone(), &error))?)?;
        let (stage, batch) = (self.kind.stage(), &edition.batch);
        console::say(&match language {
            Language::Chinese => format!(
                "{}（{batch}）{}，先登记：{shown}\n填好、保存、关闭后，把这个命令再运行一次",
                edition.stage,
                match self.kind {
                    RecordKind::Correction => "要更正".to_string(),
                    _ => format!("要成为{stage}"),
                }
            ),
            Language::English => format!(
                "batch {batch} {} once this form is filled in: {shown}\nFill it in, save and close it, then run this \
                 command again",
                match self.kind {
                    RecordKind::Correction => "is corrected".to_string(),
                    _ => format!("becomes {stage}"),
                }
            ),
        });
        Ok(Exit::Done)
    }

    /// Seals the next stage beside its parent, with files that belong to the form. Findings are told.
    pub fn seal(self, more: Vec<OfficeFile>, language: Language) -> Result<Result<Made, Exit>, (OutputMessage, Exit)> {
        let NextStage { opened: Opened { mut book, mut case, edition }, kind, form, parent } = self;
        let files = [filled(&form, kind)?].into_iter().chain(more).collect();
        case.history = case.history.with(Entry { kind, files });
        case.forget_payments();
        let before = case.findings.list.clone();
        let advanced = case.advance(&mut book).and_then(|()| match case.passing.stop() {
            true => Err(Exit::Stopped),
            false => Ok(case.advanced(&edition)),
        });
        let edition = match advanced.and_then(|edition| case.pay(&book, &edition).map(|()| edition)) {
            Ok(edition) => edition,
            Err(exit) => {
                case.only_of_records();
                told::tell(&case, &form, language);
                let counts = told::counts([&case.passing, &case.findings], language);
                console::tell(&format!("{counts}{}", language.pick("；没有写出任何结果", "; nothing was written")));
                return Ok(Err(exit));
            }
        };
        let new = case.findings.list.iter().filter(|finding| !before.contains(finding));
        told::tell_these(case.passing.list.iter().chain(new), &case, &form, language);
        let staging = Staging::open(&parent).map_err(|fault| faults::write_fault(&fault))?;
        let target = parent.join(&edition.batch);
        let sealed = seal(case.contents(&book, &edition), staging, &target)
            .map_err(|fault| faults::batch_fault(fault, &target))?;
        Ok(Ok(Made { case, book, edition, sealed, target }))
    }
}

/// The batch as it was sealed; one that was changed since goes no further.
fn sealed(batch: &Path) -> Result<BatchRecord, (OutputMessage, Exit)> {
    let record = BatchRecord::read(batch).map_err(|reason| {
        let path = batch.join(MANIFEST_NAME).display().to_string();
        (OutputMessage::Unreadable { path, reason }, Exit::Stopped)
    })?;
    let changed = record.changed_documents(batch);
    if let Some(first) = changed.first() {
        let message = OutputMessage::BatchDocuments { batch: record.batch, count: changed.len(), file: first.clone() };
        return Err((message, Exit::Stopped));
    }
    Ok(record)
}

/// The form as filled in, under the name that it has in the batch.
fn filled(form: &Path, kind: RecordKind) -> Result<OfficeFile, (OutputMessage, Exit)> {
    let ending = form.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    read(form, &format!("{}.{}", kind.form_name(), ending.to_lowercase()))
}

/// A file that belongs to a record, under the name that it has in the batch.
pub fn read(path: &Path, name: &str) -> Result<OfficeFile, (OutputMessage, Exit)> {
    if let Some(message) = intake::private_name(name) {
        return Err((message, Exit::Stopped));
    }
    let mut findings = Findings::default();
    intake::read_file(path, name, &mut findings).ok_or_else(|| {
        let (reason, _) = findings.list.first().map(|f| f.message.text(Language::Chinese)).unwrap_or_default();
        (OutputMessage::Unreadable { path: path.display().to_string(), reason }, Exit::Stopped)
    })
}
