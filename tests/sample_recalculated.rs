//! The sample's audit workbook, every formula cell of it, evaluated by a spreadsheet engine that is not ours.
mod support;

use foreign::Comparison;
use support::sample_batch;

#[path = "support/foreign.rs"]
mod foreign;

#[test]
fn a_foreign_engine_gets_every_cached_value_of_the_sample() {
    let bytes = std::fs::read(sample_batch().folder.join("核算底稿.xlsx")).expect("written");
    let Comparison { cells, compared, unsupported, differences } = foreign::compare(&bytes);
    let share = (cells - compared) as f64 * 100.0 / cells as f64;
    println!("{compared} of {cells} formula cells compared; not supported, {share:.3} % of them: {unsupported:?}");
    assert!(
        differences.is_empty(),
        "{} differ:\n{}",
        differences.len(),
        differences[..20.min(differences.len())].join("\n")
    );
    assert!(cells > 100_000 && compared * 100 >= cells * 99, "{compared} of {cells}");
}
