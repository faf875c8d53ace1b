//! What a large batch keeps of its book, so that a question about one person need not compute the year anew: every
//! column and relation as a block of its own, with an index that holds their hashes. The manifest holds the hash of the
//! index, and `verify` compares all of it with what the inputs give. The plan is not kept: it follows from the scheme.
mod column;
mod read;
mod wire;
mod write;

pub use read::{KeptFault, kept};
pub use write::keep;

/// The folder.
pub const KEPT_FOLDER: &str = "索引";
/// The index.
pub const INDEX_NAME: &str = "目录.bin";
/// All texts.
const TEXTS_NAME: &str = "文本.bin";
/// Layout of the files; another layout is another number.
const LAYOUT: u64 = 1;

fn table_name(table: usize) -> String {
    format!("表{table}.bin")
}
