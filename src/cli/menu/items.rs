//! The items: what each is called, what has to be there, and what it asks before it is the command that it runs.
use super::dialogue::{Dialogue, figure};
use super::place::{Known, Place};
use fenpei::correction::CORRECTION_NAME;
use fenpei::messages::Language;
use fenpei::stage::Stage;
use std::path::Path;

/// What has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// A scheme.
    Scheme,
    /// A batch to go on from.
    At(Stage),
    /// So many batches.
    Batches(usize),
    /// A batch beyond the trial.
    Posted,
    /// A scheme or a batch.
    Either,
    /// A batch that is final or paid.
    Approved,
}

/// An item.
pub struct Item {
    pub number: usize,
    pub name: [&'static str; 2],
    pub about: [&'static str; 2],
    pub needs: Needs,
    /// The arguments of the command; `None` where a question was left blank.
    pub ask: fn(&mut Dialogue<'_>, &Place) -> Option<Vec<String>>,
}

/// All items, in the order of the work.
pub const ITEMS: [Item; 16] = [
    item(
        1,
        ["检查", "check"],
        ["列出全部问题，不写发放文件", "list every problem, pay nobody"],
        Needs::Scheme,
        |_, place| of_folder("check", place),
    ),
    item(
        2,
        ["试算", "trial"],
        ["计算，写出一个试算稿", "compute and write a trial"],
        Needs::Scheme,
        |_, place| of_folder("run", place),
    ),
    item(
        3,
        ["公示", "notice"],
        ["试算稿 → 公示稿", "from trial to public notice"],
        Needs::At(Stage::Trial),
        |dialogue, place| of_stage("advance", Stage::Trial, dialogue, place),
    ),
    item(
        4,
        ["定稿", "final"],
        ["公示稿 → 定稿，写出银行、工资文件", "from notice to final, files for the bank"],
        Needs::At(Stage::Notice),
        |dialogue, place| of_stage("advance", Stage::Notice, dialogue, place),
    ),
    item(
        5,
        ["发放回盘", "settle"],
        ["登记银行或国库的付款结果", "record what the bank or treasury answered"],
        Needs::At(Stage::Final),
        settle,
    ),
    item(
        6,
        ["重发", "repeat"],
        ["退票、缓发的再付一次", "pay what came back or was held"],
        Needs::At(Stage::Paid),
        |dialogue, place| of_stage("advance", Stage::Paid, dialogue, place),
    ),
    item(
        7,
        ["补发追回", "supplement"],
        ["发放以后的更正：补发差额，追回多发", "corrections after a payment: pay the difference, claim back"],
        Needs::At(Stage::Paid),
        supplement,
    ),
    item(
        8,
        ["查询", "explain"],
        ["一个人、单位或基金的金额怎样得来", "why an amount is as it is"],
        Needs::Either,
        explain,
    ),
    item(
        9,
        ["试改", "what if"],
        ["改一个数看影响，不写文件", "what another value would do; nothing is written"],
        Needs::Either,
        whatif,
    ),
    item(
        10,
        ["比较批次", "diff"],
        ["两个批次差多少，为什么", "what changed between two batches, and why"],
        Needs::Batches(2),
        diff,
    ),
    item(11, ["更正", "correct"], ["写出更正单", "write a workbook of corrections"], Needs::Scheme, correct),
    item(
        12,
        ["核验", "verify"],
        ["按输入重新计算，逐字节对照", "compute again and compare every byte"],
        Needs::Batches(1),
        verify,
    ),
    item(
        13,
        ["抽样复算", "sample"],
        ["抽三个单位、十个人供手工复算", "three units and ten people for a recount by hand"],
        Needs::Batches(1),
        sample,
    ),
    item(
        14,
        ["空白表", "forms"],
        ["写出要下发的空表", "blank workbooks to send out"],
        Needs::Scheme,
        |_, place| of_folder("template", place),
    ),
    item(
        15,
        ["归档", "archive"],
        ["核验全部批次，连同目录打成一份", "verify every batch and pack them with a list"],
        Needs::Posted,
        archive,
    ),
    item(16, ["年度汇总", "year"], ["个人年度发放汇总", "what everybody was paid in the year"], Needs::Approved, year),
];

const fn item(
    number: usize,
    name: [&'static str; 2],
    about: [&'static str; 2],
    needs: Needs,
    ask: fn(&mut Dialogue<'_>, &Place) -> Option<Vec<String>>,
) -> Item {
    Item { number, name, about, needs, ask }
}

impl Needs {
    /// Whether it is there.
    pub fn met(self, place: &Place) -> bool {
        let any = |stages: &[Stage]| {
            place.batches.iter().any(|batch| stages.iter().any(|stage| stage.chinese() == batch.stage))
        };
        match self {
            Needs::Scheme => place.scheme.is_some(),
            Needs::At(stage) => !place.at(stage).is_empty(),
            Needs::Batches(count) => place.batches.len() >= count,
            Needs::Posted => any(&[Stage::Notice, Stage::Final, Stage::Paid]),
            Needs::Either => place.scheme.is_some() || !place.batches.is_empty(),
            Needs::Approved => any(&[Stage::Final, Stage::Paid]),
        }
    }

    /// What is missing, in words.
    pub fn words(self, language: Language) -> String {
        match (language, self) {
            (Language::Chinese, Needs::Scheme) => "要有分配方案（scheme.toml 或 scheme.md）".to_string(),
            (Language::English, Needs::Scheme) => "it needs a scheme (scheme.toml or scheme.md)".to_string(),
            (Language::Chinese, Needs::At(stage)) => format!("要先有{stage}"),
            (Language::English, Needs::At(stage)) => format!("it needs a batch at {stage}"),
            (Language::Chinese, Needs::Batches(count)) => format!("要先有 {count} 个批次"),
            (Language::English, Needs::Batches(count)) => format!("it needs {count} batches"),
            (Language::Chinese, Needs::Posted) => "要先有公示稿".to_string(),
            (Language::English, Needs::Posted) => "it needs a batch that was posted".to_string(),
            (Language::Chinese, Needs::Either) => "要有分配方案或批次".to_string(),
            (Language::English, Needs::Either) => "it needs a scheme or a batch".to_string(),
            (Language::Chinese, Needs::Approved) => "要先有定稿".to_string(),
            (Language::English, Needs::Approved) => "it needs a final batch".to_string(),
        }
    }
}

fn words(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| part.to_string()).collect()
}

fn folder(place: &Place) -> String {
    place.dir.display().to_string()
}

fn of_folder(command: &str, place: &Place) -> Option<Vec<String>> {
    Some(words(&[command, &folder(place)]))
}

fn of_stage(command: &str, stage: Stage, dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let question = dialogue.language.pick("哪个批次", "Which batch");
    let batch = dialogue.batch(question, &place.at(stage), 0)?;
    Some(words(&[command, &batch.path]))
}

/// Any batch, the newest on Enter.
fn any<'p>(dialogue: &mut Dialogue<'_>, place: &'p Place) -> Option<&'p Known> {
    let question = dialogue.language.pick("哪个批次", "Which batch");
    dialogue.batch(question, &place.batches.iter().collect::<Vec<_>>(), 0)
}

/// The newest batch on Enter; where there is none, the folder itself.
fn batch_or_folder(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<String> {
    if place.batches.is_empty() {
        return Some(folder(place));
    }
    any(dialogue, place).map(|batch| batch.path.clone())
}

/// The form comes first; only with it there are returns to name.
fn settle(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let question = dialogue.language.pick("哪个批次", "Which batch");
    let batch = dialogue.batch(question, &place.at(Stage::Final), 0)?;
    let mut arguments = words(&["settle", &batch.path]);
    let beside = Path::new(&batch.path).parent().unwrap_or(Path::new(""));
    if beside.join(format!("发放登记表（{}）.xlsx", batch.name)).exists() {
        let question = dialogue.language.pick(
            "回盘文件，一行一个，空行结束（全部付成、没有回盘的直接回车）：",
            "Returns of the bank, one a line, a blank line ends (Enter where there is none): ",
        );
        arguments.extend(dialogue.several(question).iter().map(|path| unquoted(path)));
    }
    Some(arguments)
}

/// A file dragged into a window comes in quotation marks.
fn unquoted(path: &str) -> String {
    path.trim_matches(['"', '\'', '“', '”']).to_string()
}

fn explain(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let batch = batch_or_folder(dialogue, place)?;
    let question = dialogue.language.pick(
        "谁（姓名、工号、身份证号后四位、单位或基金）：",
        "Who (a name, a staff number, the last four of an identity number, a unit, a fund): ",
    );
    Some(words(&["explain", &batch, &dialogue.filled(question)?]))
}

/// `--set` for each line.
fn sets(dialogue: &mut Dialogue<'_>, chinese: &'static str, english: &'static str) -> Vec<String> {
    let question = dialogue.language.pick(chinese, english);
    dialogue.several(question).into_iter().flat_map(|set| ["--set".to_string(), set]).collect()
}

fn whatif(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let mut arguments = words(&["whatif", &batch_or_folder(dialogue, place)?]);
    let sets = sets(
        dialogue,
        "改什么，如 请假[1].天数=15、参数[预留比例]=5；一行一个，空行结束：",
        "What to set, such as 请假[1].天数=15 or 参数[预留比例]=5; one a line, a blank line ends: ",
    );
    arguments.extend(sets.iter().cloned());
    (!sets.is_empty()).then_some(arguments)
}

fn corrected(dialogue: &mut Dialogue<'_>) -> Vec<String> {
    sets(
        dialogue,
        "改什么，如 请假[1].天数=15；一行一个，空行结束（只要空白更正单的直接回车）：",
        "What to correct, such as 请假[1].天数=15; one a line, a blank line ends (Enter for a blank workbook): ",
    )
}

fn correct(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let mut arguments = words(&["correct", &folder(place)]);
    arguments.extend(corrected(dialogue));
    Some(arguments)
}

/// The workbook of corrections comes first, begun with the values; filled in, the same command makes the supplement.
fn supplement(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let question = dialogue.language.pick("哪个批次", "Which batch");
    let batch = dialogue.batch(question, &place.at(Stage::Paid), 0)?;
    let mut arguments = words(&["correct", &batch.path]);
    let beside = Path::new(&batch.path).parent().unwrap_or(Path::new(""));
    if !beside.join(format!("{CORRECTION_NAME}（{}）.xlsx", batch.name)).exists() {
        arguments.extend(corrected(dialogue));
    }
    Some(arguments)
}

fn diff(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let all: Vec<&Known> = place.batches.iter().collect();
    let (earlier, later) = match dialogue.language {
        Language::Chinese => ("先前的批次", "后来的批次"),
        Language::English => ("The earlier batch", "The later batch"),
    };
    let before = dialogue.batch(earlier, &all, 1)?;
    let others: Vec<&Known> = all.into_iter().filter(|batch| batch.path != before.path).collect();
    let after = dialogue.batch(later, &others, 0)?;
    Some(words(&["diff", &before.path, &after.path]))
}

fn verify(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    Some(words(&["verify", &any(dialogue, place)?.path]))
}

fn sample(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let batch = any(dialogue, place)?;
    let question = dialogue.language.pick("抽取种子，一个整数（回车用 1）：", "Seed, a whole number (Enter: 1): ");
    let answer = dialogue.ask(question)?;
    let seed = if answer.is_empty() { 1 } else { figure(&answer)? };
    let out = place.free_file("抽样复算表");
    Some(words(&["sample", &batch.path, "--seed", &seed.to_string(), "--out", &out]))
}

fn archive(dialogue: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    let mut arguments = words(&["archive", &folder(place)]);
    if let years @ [latest, _, ..] = &place.years()[..] {
        let years: Vec<String> = years.iter().map(u16::to_string).collect();
        let question = match dialogue.language {
            Language::Chinese => format!("哪个年度：{}（回车用 {latest}）：", years.join("、")),
            Language::English => format!("Which year: {} (Enter: {latest}): ", years.join(", ")),
        };
        let answer = dialogue.ask(&question)?;
        let year = if answer.is_empty() { usize::from(*latest) } else { figure(&answer)? };
        arguments.extend(words(&["--year", &year.to_string()]));
    }
    Some(arguments)
}

fn year(_: &mut Dialogue<'_>, place: &Place) -> Option<Vec<String>> {
    Some(words(&["year", &folder(place), "--out", &place.free_file("个人年度发放汇总")]))
}
