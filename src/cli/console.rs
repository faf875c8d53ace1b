//! Writing to the terminal. A reader that closes early, such as `head`, ends the output quietly.
use fenpei::dataset::masked;
use std::io::{self, Write};

/// Prints the result.
pub fn say(text: &str) {
    put(&mut io::stdout().lock(), text);
}

/// Prints findings and errors; a line of the scheme or a path shows no private number either.
pub fn tell(text: &str) {
    let lines: Vec<String> = text.lines().map(masked).collect();
    put(&mut io::stderr().lock(), &lines.join("\n"));
}

/// Prints a question; the answer stands on the same line.
pub fn ask(text: &str) {
    let mut stream = io::stdout().lock();
    let _ = write!(stream, "{}", clean(text)).and_then(|()| stream.flush());
}

fn put(stream: &mut dyn Write, text: &str) {
    // Nothing is lost by a closed terminal: what was written is on disk, and the exit code says how it went.
    let _ = writeln!(stream, "{}", clean(text.trim_end())).and_then(|()| stream.flush());
}

/// Takes out what could command a terminal or turn the direction of text: names come from files.
fn clean(text: &str) -> String {
    let commanding =
        |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if commanding(c) { '\u{fffd}' } else { c }).collect()
}
