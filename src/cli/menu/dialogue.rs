//! Questions and answers, line by line.
use super::place::Known;
use crate::cli::console;
use fenpei::messages::Language;
use std::io::BufRead;

/// Asks whoever sits there, or whatever is piped in.
pub struct Dialogue<'d> {
    lines: &'d mut dyn BufRead,
    pub language: Language,
}

impl<'d> Dialogue<'d> {
    pub fn new(lines: &'d mut dyn BufRead, language: Language) -> Dialogue<'d> {
        Dialogue { lines, language }
    }

    /// The answer without blanks around it; `None` where there is nobody any more.
    pub fn ask(&mut self, question: &str) -> Option<String> {
        console::ask(question);
        let mut line = Vec::new();
        match self.lines.read_until(b'\n', &mut line) {
            Ok(read) if read > 0 => Some(String::from_utf8_lossy(&line).trim().to_string()),
            _ => None,
        }
    }

    /// The same; nothing where the answer is blank.
    pub fn filled(&mut self, question: &str) -> Option<String> {
        self.ask(question).filter(|answer| !answer.is_empty())
    }

    /// Answers until a blank line.
    pub fn several(&mut self, question: &str) -> Vec<String> {
        let mut answers: Vec<String> = Vec::new();
        while let Some(answer) = self.filled(if answers.is_empty() { question } else { "" }) {
            answers.push(answer);
        }
        answers
    }

    /// One of several batches; the usual one on Enter. A single one needs no question.
    pub fn batch<'k>(&mut self, question: &str, batches: &[&'k Known], usual: usize) -> Option<&'k Known> {
        if let [only] = batches {
            return Some(only);
        }
        for (batch, number) in batches.iter().zip(1..) {
            console::say(&format!("  {number:>2}  {}  {}", batch.name, batch.stage));
        }
        let hint = self.language.pick("（回车用", " (Enter: ");
        let end = self.language.pick("）：", "): ");
        loop {
            let answer = self.ask(&format!("{question}{hint} {}{end}", usual + 1))?;
            let number = if answer.is_empty() { Some(usual + 1) } else { figure(&answer) };
            let named = batches.iter().find(|batch| batch.name == answer || batch.path == answer);
            let chosen = named.or_else(|| batches.get(number?.checked_sub(1)?));
            if let Some(chosen) = chosen {
                return Some(chosen);
            }
            let (first, last) = (1, batches.len());
            console::say(&match self.language {
                Language::Chinese => format!("请写 {first} 至 {last} 的编号"),
                Language::English => format!("Give a number from {first} to {last}"),
            });
        }
    }
}

/// A whole number, also in full-width digits, as Chinese keyboards type them.
pub fn figure(text: &str) -> Option<usize> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        other => other,
    };
    text.chars().map(digit).collect::<String>().trim_end_matches(['.', '、', '．']).parse().ok()
}
