//! Broken files of every format through the guarded reader: no abort, no hang, no memory beyond the limit.
//!
//! `cargo run --release -p fenpei-oracle --bin oracle-fuzz -- FORMAT EXECUTIONS SEED`, with FORMAT one of xlsx, xlsb,
//! xls, ods, text. A seed always makes the same files. The process limits its own memory; an abort or a hang ends it
//! with the number of the execution in `target/fuzz-FORMAT`, and the file that did it beside.
use fenpei::intake::{OfficeFile, inspect, received};
use std::io::{Cursor, Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

#[path = "../intake/office.rs"]
mod office;
#[path = "../intake/xlsb.rs"]
mod xlsb;

/// Memory of the whole process, in bytes.
const MEMORY: u64 = 1 << 30;
/// Longest execution.
const HANG: Duration = Duration::from_secs(10);
/// Largest file that mutations make.
const BYTES_MAX: usize = 256 << 10;

static DONE: AtomicU64 = AtomicU64::new(0);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [format, executions, seed] = &arguments[..] else { panic!("usage: oracle-fuzz FORMAT EXECUTIONS SEED") };
    let (executions, seed): (u64, u64) = (executions.parse().expect("a number"), seed.parse().expect("a number"));
    limit_memory();
    std::panic::set_hook(Box::new(|_| {}));
    std::thread::spawn(watch);
    let seeds = seeds(format);
    let mut random = Random(seed | 1);
    let place = std::path::PathBuf::from(format!("target/fuzz-{format}"));
    let (start, mut read, mut slowest) = (Instant::now(), 0, Duration::ZERO);
    for execution in 0..executions {
        let bytes = mutated(format, &seeds[random.below(seeds.len())], &mut random);
        // What killed the process lies on the disk when it is gone.
        std::fs::write(&place, &bytes).expect("written");
        let file = OfficeFile { path: format!("名册.{}", if format == "text" { "csv" } else { format }), bytes };
        let began = Instant::now();
        read += u64::from(received(&file).is_ok());
        inspect(&file);
        slowest = slowest.max(began.elapsed());
        DONE.store(execution + 1, Ordering::Relaxed);
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{format}: {executions} executions, {read} read, the rest refused; slowest {} ms, {seconds:.0} s",
        slowest.as_millis()
    );
    let _ = std::fs::remove_file(place);
}

#[cfg(unix)]
fn limit_memory() {
    rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY).expect("a limit");
}

/// The gate runs on Linux; elsewhere only the time is limited.
#[cfg(not(unix))]
fn limit_memory() {
    let _ = MEMORY;
}

/// Ends the process when one execution takes too long.
fn watch() {
    let mut last = (DONE.load(Ordering::Relaxed), Instant::now());
    loop {
        std::thread::sleep(Duration::from_millis(200));
        let done = DONE.load(Ordering::Relaxed);
        if done != last.0 {
            last = (done, Instant::now());
        } else if last.1.elapsed() > HANG {
            eprintln!("execution {done} hangs");
            std::process::exit(1);
        }
    }
}

/// A small generator of numbers (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

fn seeds(format: &str) -> Vec<Vec<u8>> {
    use office::{B, D, F, N, P, T};
    let rows: [&[office::C]; 4] = [
        &[T("平安区花名册")],
        &[T("工号"), T("姓名"), T("得分"), T("率"), T("日期")],
        &[T("T1"), T("张三"), N(86.5), P(0.95), D(43344.0)],
        &[T("T2"), T("李四"), F("1+1", "2"), B, T("缺考")],
    ];
    let read = |path: &str| std::fs::read(path).expect(path);
    match format {
        "xlsx" => vec![office::book(&rows), read("samples/pingan/校历.xlsx")],
        "xlsb" => vec![xlsb::book("表", &rows)],
        "xls" => vec![read("tests/intake/fixtures/小表.xls")],
        "ods" => vec![read("tests/intake/fixtures/小表.ods")],
        "text" => vec![
            "工号,姓名,得分\nT1,张三,86.5\nT2,\"李,四\",90\n".as_bytes().to_vec(),
            b"\xB9\xA4\xBA\xC5\t\xD0\xD5\xC3\xFB\nT1\t\xD5\xC5\xC8\xFD\n".to_vec(),
        ],
        other => panic!("no format {other}"),
    }
}

/// Half of the files of packages are broken inside a part, where the container's checks do not see it.
fn mutated(format: &str, seed: &[u8], random: &mut Random) -> Vec<u8> {
    let package = matches!(format, "xlsx" | "xlsb" | "ods");
    if package && random.below(4) > 0 {
        return inside(seed, random);
    }
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(8) {
        mutate(&mut bytes, random);
    }
    bytes
}

fn inside(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(seed)).expect("a package");
    let chosen = random.below(zip.len());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("read");
        if index == chosen {
            (0..=random.below(6)).for_each(|_| mutate(&mut content, random));
        }
        out.start_file(name, stored).expect("started");
        out.write_all(&content).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

/// Numbers and words that readers set memory aside by, or loop over.
const WORDS: [&[u8]; 14] = [
    b"0",
    b"-1",
    b"65536",
    b"1048576",
    b"16384",
    b"99999999999",
    b"XFD1048576",
    b"A1:XFD1048576",
    b"1e400",
    b"</row>",
    b"<c r=\"A1\">",
    b"\xFF\xFF\xFF\xFF",
    b"\x00\x00\x00\x80",
    b"\x7F\xFF",
];

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    if bytes.is_empty() {
        bytes.push(0);
    }
    let at = random.below(bytes.len());
    let length = (1 + random.below(64)).min(bytes.len() - at);
    match random.below(7) {
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at] = random.next() as u8,
        2 => drop(bytes.drain(at..at + length)),
        3 if bytes.len() < BYTES_MAX => {
            let piece = bytes[at..at + length].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, piece);
        }
        4 if bytes.len() < BYTES_MAX => {
            let word = WORDS[random.below(WORDS.len())];
            bytes.splice(at..at, word.iter().copied());
        }
        5 => {
            let word = WORDS[random.below(WORDS.len())];
            word.iter().zip(at..bytes.len()).for_each(|(byte, at)| bytes[at] = *byte);
        }
        _ => bytes.truncate(at.max(1)),
    }
}
