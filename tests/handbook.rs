//! The cookbook and the tutorial: what they show compiles and computes, the tutorial to what it says, in both languages.
use fenpei::messages::{Findings, Language};
use fenpei::{compute, intake, plan, scheme};
use std::path::Path;
use worked::Worked;

#[path = "support/worked.rs"]
mod worked;

const COOKBOOKS: [&str; 2] = ["docs/cookbook.zh-CN.md", "docs/cookbook.md"];
const TUTORIALS: [&str; 2] = ["docs/tutorial.zh-CN.md", "docs/tutorial.md"];

/// The ```toml blocks of a page, each with the number of its first line.
fn blocks(path: &str) -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(path).expect("there");
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match (&mut open, line) {
            (None, "```toml") => open = Some((number + 1, String::new())),
            (Some(_), "```") => blocks.extend(open.take()),
            (Some((_, block)), line) => block.extend([line, "\n"]),
            (None, _) => {}
        }
    }
    blocks
}

#[test]
fn every_recipe_compiles_on_the_common_ground() {
    let mut faults = Vec::new();
    for path in COOKBOOKS {
        let blocks = blocks(path);
        assert!(blocks.len() > 20, "{path}: {} recipes", blocks.len());
        let (_, ground) = &blocks[0];
        for (line, recipe) in &blocks[1..] {
            let source = format!("{ground}\n{recipe}");
            let mut findings = Findings::default();
            let written = scheme::parse(&source, &mut findings);
            plan::compile(&written, &source, &mut findings);
            let stops = findings.list.iter().filter(|f| f.message.code().starts_with('E'));
            let told = stops.map(|f| scheme::render(f, &format!("{path}:{line}"), &source, Language::Chinese));
            faults.extend(told);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_recipe_computes_on_small_tables() {
    let path = COOKBOOKS[0];
    let office = worked::office_of(Path::new("tests/cookbook/公共底子的表.md"));
    let blocks = blocks(path);
    let (_, ground) = &blocks[0];
    let mut faults = Vec::new();
    for (line, recipe) in &blocks[1..] {
        let source = format!("{ground}\n{recipe}");
        let mut findings = Findings::default();
        let mut written = scheme::parse(&source, &mut findings);
        intake::fill_standards(&mut written, &office, &mut findings);
        if let Some(plan) = plan::compile(&written, &source, &mut findings) {
            let dataset = intake::read(&written, &office, &mut findings);
            compute::compute(plan, dataset, &mut findings);
        }
        let stops = findings.list.iter().filter(|f| !f.message.code().starts_with('W'));
        let told = stops.map(|f| scheme::render(f, &format!("{path}:{line}"), &source, Language::Chinese));
        faults.extend(told);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn both_languages_show_the_same_rules() {
    for [chinese, english] in [COOKBOOKS, TUTORIALS] {
        let rules = |path| blocks(path).into_iter().map(|(_, block)| block).collect::<Vec<_>>();
        assert!(rules(chinese) == rules(english), "{chinese} and {english} differ in their rules");
    }
}

#[test]
fn every_recipe_names_worked_pages_that_are_there() {
    let mut faults = Vec::new();
    for path in COOKBOOKS {
        let text = std::fs::read_to_string(path).expect("there");
        let numbered = |recipe: &&str| recipe.starts_with(|c: char| c.is_ascii_digit());
        for recipe in text.split("\n### ").filter(numbered) {
            let title = recipe.lines().next().unwrap_or_default();
            let section = recipe.split("\n## ").next().unwrap_or_default();
            let pages: Vec<String> = section.split("](../").skip(1).map(target).collect();
            if !pages.iter().any(|page| page.starts_with("tests/")) {
                faults.push(format!("{path}: {title} names no worked page"));
            }
            let missing = pages.iter().filter(|page| !Path::new(page).exists());
            faults.extend(missing.map(|page| format!("{path}: {title}: no {page}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A link's file, from what follows `](../`; a blank and a per cent sign are escaped.
fn target(rest: &str) -> String {
    let link = rest.split(')').next().unwrap_or_default();
    link.replace("%20", " ").replace("%25", "%")
}

#[test]
fn the_tutorial_computes_what_it_says() {
    for path in TUTORIALS {
        if let Err(fault) = Worked::read(Path::new(path)).hold() {
            panic!("{fault}");
        }
    }
}
