//! `fenpei advance`: a batch goes on to its next stage, on what the office recorded.
use super::exit::Exit;
use super::opened::{self, Opened};
use super::{console, faults, told};
use fenpei::batch::{BatchRecord, MANIFEST_NAME, Staging, seal};
use fenpei::faces::record_form;
use fenpei::intake::{self, OfficeFile};
use fenpei::messages::{Findings, Language, OutputMessage};
use fenpei::stage::{Entry, RecordKind};
use std::path::Path;

pub fn advance(batch: &Path, form: Option<&Path>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let record = sealed(batch)?;
    let Some(opened) = opened::computed(batch, language)? else { return Ok(Exit::Stopped) };
    if opened.edition.fingerprint != record.fingerprint {
        let message = OutputMessage::NotThisBatch { batch: record.batch, computed: opened.edition.batch };
        return Err((message, Exit::Stopped));
    }
    let Some(kind) = opened.case.history.next() else {
        let message = OutputMessage::NothingFollows { batch: record.batch, stage: opened.edition.stage.to_string() };
        return Err((message, Exit::Usage));
    };
    let parent = batch.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let form = form.map_or_else(|| parent.join(form_name(kind, &record.batch)), Path::to_path_buf);
    if !form.exists() {
        return blank(&opened, kind, &form, language);
    }
    next(opened, kind, &form, parent, language)
}

/// `公示登记表（2018-0a1b2c3d4e5f）.xlsx`
fn form_name(kind: RecordKind, batch: &str) -> String {
    format!("{}（{batch}）.xlsx", kind.form_name())
}

/// The batch as it was sealed; one that was changed since goes no further.
pub fn sealed(batch: &Path) -> Result<BatchRecord, (OutputMessage, Exit)> {
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

/// Writes the blank form and says what to do with it.
fn blank(opened: &Opened, kind: RecordKind, form: &Path, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let bytes = record_form(&opened.book, &opened.edition, kind);
    let shown = form.display().to_string();
    opened::write_new(form, &bytes.map_err(|error| faults::document_fault(shown.clone(), &error))?)?;
    let (stage, batch) = (kind.stage(), &opened.edition.batch);
    console::say(&match language {
        Language::Chinese => format!(
            "{}（{batch}）要成为{stage}，先登记：{shown}\n填好、保存、关闭后，把这个命令再运行一次",
            opened.edition.stage
        ),
        Language::English => format!(
            "batch {batch} becomes {stage} once this form is filled in: {shown}\nFill it in, save and close it, then run \
             this command again"
        ),
    });
    Ok(Exit::Done)
}

/// Seals the next stage beside its parent.
fn next(
    opened: Opened,
    kind: RecordKind,
    form: &Path,
    parent: &Path,
    language: Language,
) -> Result<Exit, (OutputMessage, Exit)> {
    let Opened { mut book, mut case, edition } = opened;
    let entry = Entry { kind, files: vec![filled(form, kind)?] };
    case.history = case.history.with(entry);
    let known = case.findings.list.len();
    if let Err(exit) = case.advance(&mut book) {
        // What was told of the files when they were computed is not told again.
        case.findings.list.drain(..known);
        told::tell(&case, form, language);
        let counts = told::counts([&case.findings], language);
        console::tell(&format!("{counts}{}", language.pick("；没有写出任何结果", "; nothing was written")));
        return Ok(exit);
    }
    let edition = case.advanced(&edition);
    let staging = Staging::open(parent).map_err(|fault| faults::write_fault(&fault))?;
    let target = parent.join(&edition.batch);
    let sealed =
        seal(case.contents(&book, &edition), staging, &target).map_err(|fault| faults::batch_fault(fault, &target))?;
    console::say(&super::run::report(&case, &book, &edition, &sealed, language));
    console::say(&super::run::place(&sealed, &target, language));
    Ok(Exit::Done)
}

/// The form as filled in, under the name that it has in the batch.
fn filled(form: &Path, kind: RecordKind) -> Result<OfficeFile, (OutputMessage, Exit)> {
    let ending = form.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let name = format!("{}.{}", kind.form_name(), ending.to_lowercase());
    let mut findings = Findings::default();
    intake::read_file(form, &name, &mut findings).ok_or_else(|| {
        let (reason, _) = findings.list.first().map(|f| f.message.text(Language::Chinese)).unwrap_or_default();
        (OutputMessage::Unreadable { path: form.display().to_string(), reason }, Exit::Stopped)
    })
}
