//! Every complete example of the language manual compiles.
use fenpei::messages::{Findings, Language};
use fenpei::{plan, scheme};

#[path = "support/worked.rs"]
mod worked;

const MANUAL: &str = "docs/language.md";

/// The blocks marked ```toml, each with the number of its first line. A block shown inside ```` is not one.
fn examples(manual: &str) -> Vec<(usize, String)> {
    let mut examples = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let mut shown = false;
    for (number, line) in manual.lines().enumerate() {
        shown ^= line.starts_with("````");
        if shown {
            continue;
        }
        match (&mut open, line) {
            (None, "```toml") => open = Some((number + 2, String::new())),
            (Some(_), "```") => examples.extend(open.take()),
            (Some((_, text)), line) => text.extend([line, "\n"]),
            (None, _) => {}
        }
    }
    assert!(open.is_none(), "{MANUAL}: a block is not closed");
    examples
}

#[test]
fn every_example_of_the_manual_compiles_without_a_finding() {
    let manual = std::fs::read_to_string(MANUAL).expect("the manual is there");
    let examples = examples(&manual);
    assert!(examples.len() >= 6, "{MANUAL}: {} examples", examples.len());
    let mut told = Vec::new();
    for (line, source) in &examples {
        let mut findings = Findings::default();
        let written = scheme::parse(source, &mut findings);
        let plan = plan::compile(&written, source, &mut findings);
        let path = format!("{MANUAL}:{line}");
        told.extend(findings.list.iter().map(|f| scheme::render(f, &path, source, Language::Chinese)));
        if plan.is_none() && findings.list.is_empty() {
            told.push(format!("{path}: no plan and no finding"));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n\n"));
}

/// Rows of the table under a heading, as cells.
fn table(manual: &str, heading: &str) -> Vec<Vec<String>> {
    let section = manual.split(&format!("\n## {heading}\n")).nth(1).expect(heading);
    let section = section.split("\n## ").next().expect("a section");
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|row| {
        let inner = row.trim().trim_start_matches('|').trim_end_matches('|').replace("\\|", "\u{0}");
        inner.split('|').map(|cell| cell.trim().trim_matches('`').replace('\u{0}', "|")).collect()
    })
    .collect()
}

const STUDENTS: &str = r#"
[scheme]
name = "例"
basis = "例"
office = "例"
year = 2018
rounding = "half-up"

[[tier]]
name = "名次档"
rounding = "half-up"
least = 1
below = "0"
tiers = [{ name = "一", percent = "25", value = "5" }, { name = "二", places = 1, value = "3" }]

[[band]]
name = "等第系数"
rows = [{ range = "[0, 60)", value = "0.8" }, { range = "[60, 90)", value = "1.0" }, { range = "[90, +)", value = "1.2" }]

[[band]]
name = "组别系数"
rows = [{ is = "甲", value = "1.5" }, { is = "乙", value = "1.0" }]

[[band]]
name = "分段单价"
rows = [{ range = "[0, 80)", value = "0" }, { range = "[80, 90)", value = "2" }, { range = "[90, +)", value = "2" }]

[[table]]
name = "组别"
key = ["组名"]
from = { file = "组.xlsx", sheet = ["组"] }
[[table.input]]
name = "组名"
type = "text"

[[table]]
name = "学生"
key = ["名"]
from = { file = "学生.xlsx", sheet = ["学生"] }
relations = [{ name = "本组", to = "组别", by = ["组"], inverse = "组员" }]
[[table.input]]
name = "名"
type = "text"
[[table.input]]
name = "组"
type = "text"
[[table.input]]
name = "得分"
type = "number"
places = 1
[[table.input]]
name = "入职"
type = "date"
[[table.input]]
name = "结束"
type = "date"
[[table.input]]
name = "加分"
type = "count"
blank = "missing"
"#;

#[test]
fn every_function_does_what_its_example_says() {
    let manual = std::fs::read_to_string(MANUAL).expect("the manual is there");
    let examples = table(&manual, "Every function by an example");
    let mut source = STUDENTS.to_string();
    for (number, example) in examples.iter().enumerate() {
        let [formula, places, _] = example.as_slice() else { panic!("{example:?}") };
        source.push_str(&format!("[[column]]\non = \"学生\"\nname = \"例{number}\"\nformula = '{formula}'\n"));
        if !places.is_empty() {
            source.push_str(&format!("places = {places}\n"));
        }
    }
    let students = [
        ["名", "组", "得分", "入职", "结束", "加分"],
        ["张", "甲", "90.5", "2018-01-01", "2018-12-31", ""],
        ["王", "甲", "80", "2018-01-01", "2018-12-31", "1"],
        ["李", "乙", "91", "2018-01-01", "2018-12-31", "2"],
        ["赵", "乙", "70", "2018-01-01", "2018-12-31", "3"],
    ];
    let groups = [["组名"], ["甲"], ["乙"]];
    let rows = |cells: &[&[&str]]| cells.iter().map(|row| row.iter().map(|c| c.to_string()).collect()).collect();
    let students: Vec<&[&str]> = students.iter().map(|row| row.as_slice()).collect();
    let groups: Vec<&[&str]> = groups.iter().map(|row| row.as_slice()).collect();
    let office = [
        worked::office_file("学生.xlsx", &[("学生".to_string(), rows(&students))]),
        worked::office_file("组.xlsx", &[("组".to_string(), rows(&groups))]),
    ];
    let mut findings = Findings::default();
    let written = scheme::parse(&source, &mut findings);
    let plan = plan::compile(&written, &source, &mut findings);
    let told = |findings: &Findings| {
        let lines = findings.list.iter().map(|f| scheme::render(f, MANUAL, &source, Language::Chinese));
        lines.collect::<Vec<_>>().join("\n")
    };
    let plan = plan.unwrap_or_else(|| panic!("{}", told(&findings)));
    let dataset = fenpei::intake::read(&written, &office, &mut findings);
    let book = fenpei::compute::compute(plan, dataset, &mut findings).unwrap_or_else(|| panic!("{}", told(&findings)));
    let table = book.plan.find_table("学生").expect("there");
    let mut wrong = Vec::new();
    for (number, example) in examples.iter().enumerate() {
        let column = book.plan.find_column(table, &format!("例{number}")).expect("there");
        let shown = book.shown(column, 0);
        if shown != example[2] {
            wrong.push(format!("{} is {shown}, in the manual {}", example[0], example[2]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let functions = fenpei::formula::SIGNATURES.iter().map(|signature| signature.name);
    let rows = ["SUM", "COUNT", "AVERAGE", "MIN", "MAX", "RANK", "PLACES", "BAND", "MARGINAL"];
    let shown = |name: &str| examples.iter().any(|example| example[0].contains(&format!("{name}(")));
    let missing: Vec<_> = functions.chain(rows).filter(|name| !shown(name)).collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}

#[test]
fn every_key_stands_as_shown_in_a_scheme_that_is_run() {
    let manual = std::fs::read_to_string(MANUAL).expect("the manual is there");
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let folders = ["tests/published", "tests/idioms", "templates", "samples/pingan", "tests/small"];
    let mut schemes = vec![manual.split("\n## Every key by an example\n").next().expect("text").to_string()];
    for folder in folders {
        for entry in std::fs::read_dir(folder).expect(folder) {
            let path = entry.expect("readable").path();
            let path = if path.is_dir() { path.join("scheme.md") } else { path };
            if path.extension().is_some_and(|e| e == "md" || e == "toml") {
                schemes.extend(std::fs::read_to_string(path));
            }
        }
    }
    let run = squeezed(&schemes.join("\n"));
    let keys = table(&manual, "Every key by an example");
    assert!(keys.len() > 110, "{} keys", keys.len());
    let missing: Vec<_> = keys.iter().filter(|row| !run.contains(&squeezed(&row[2]))).collect();
    assert!(missing.is_empty(), "in no scheme that is run: {missing:?}");
}
