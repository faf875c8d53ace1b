//! `fenpei check`: everything that a run does, but no payout is written; what was found is.
use super::case::Case;
use super::exit::Exit;
use super::returns::{self, RETURNS_FOLDER};
use super::run::{refuse_among_inputs, report};
use super::{console, faults, register, told};
use fenpei::batch::{Sealed, rehearse};
use fenpei::intake::RESULT_FOLDER;
use fenpei::messages::{Language, OutputMessage};
use std::path::Path;

pub fn check(dir: &Path, out: Option<&Path>, language: Language) -> Result<Exit, (OutputMessage, Exit)> {
    let mut case = Case::open(dir)?;
    refuse_among_inputs(dir, out)?;
    let computed = case.compute(dir, language);
    let periods = computed.as_ref().ok().and_then(|(book, _)| book.plan.objection.as_ref());
    let parent = out.map_or_else(|| dir.join(RESULT_FOLDER), Path::to_path_buf);
    case.passing.list.extend(register::open_ones(&register::find(&[dir, &parent]), periods));
    told::tell(&case, dir, language);
    let exit = match computed {
        Ok((book, edition)) => {
            let target = dir.join(RESULT_FOLDER).join(&edition.batch);
            let sealed =
                rehearse(case.contents(&book, &edition)).map_err(|fault| faults::batch_fault(fault, &target))?;
            console::say(&report(&case, &book, &edition, &sealed, language));
            console::say(&place(&sealed, &target, language));
            Exit::Done
        }
        Err(exit) => {
            console::tell(&told::counts([&case.passing, &case.findings], language));
            exit
        }
    };
    leave(&case, dir, out, language)?;
    Ok(exit)
}

/// Leaves the findings where the office can work them off.
fn leave(case: &Case, dir: &Path, out: Option<&Path>, language: Language) -> Result<(), (OutputMessage, Exit)> {
    let (parent, inputs) = match out {
        Some(out) => (out.to_path_buf(), std::path::absolute(dir).unwrap_or(dir.to_path_buf())),
        // The list stands two folders below the inputs, and both may be moved together.
        None => (dir.join(RESULT_FOLDER), Path::new("../..").to_path_buf()),
    };
    let copies = returns::write(case, &parent, &inputs.to_string_lossy().replace('\\', "/"))?;
    let folder = parent.join(RETURNS_FOLDER);
    let folder = folder.display();
    console::tell(&match language {
        Language::Chinese => format!("问题清单、报送登记等写在 {folder}，其中退回件 {copies} 份"),
        Language::English => {
            format!("the list of findings and the register are in {folder}, with {copies} marked copies")
        }
    });
    Ok(())
}

fn place(sealed: &Sealed, target: &Path, language: Language) -> String {
    let count = sealed.documents.len();
    let bytes: u64 = sealed.documents.iter().map(|document| document.file.bytes).sum();
    let size = bytes.div_ceil(1024);
    let (path, there) = (target.display(), target.exists());
    match language {
        Language::Chinese => {
            let there = if there { "（已经存在）" } else { "" };
            format!("核对通过，没有写发放文件；run 将写出批次 {path}{there}：{count} 份文件，共 {size} KiB")
        }
        Language::English => {
            let there = if there { " (there already)" } else { "" };
            format!("checked, no payout written; run would write batch {path}{there}: {count} documents, {size} KiB")
        }
    }
}
