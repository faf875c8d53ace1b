//! The limits that guard reading. Each is far above what an office sends and far below what harms a computer.

/// Largest file, in bytes: 64 MiB.
pub const FILE_BYTES_MAX: u64 = 64 << 20;
/// Most files in the folder.
pub const FILES_MAX: usize = 10_000;
/// Deepest nesting of folders.
pub const DEPTH_MAX: usize = 16;
/// Most parts inside a workbook.
pub const PARTS_MAX: usize = 10_000;
/// Largest part of a workbook once inflated, in bytes: 256 MiB.
pub const PART_BYTES_MAX: u64 = 256 << 20;
/// All parts of a workbook once inflated, in bytes: 512 MiB.
pub const INFLATED_BYTES_MAX: u64 = 512 << 20;
/// Most filled cells in a workbook.
pub const CELLS_MAX: usize = 5_000_000;
/// Most cells, empty ones between filled ones included, in a workbook of a format that is read into full tables
/// (xls, ods).
pub const DENSE_CELLS_MAX: usize = 2_500_000;
/// Most different texts in a workbook.
pub const STRINGS_MAX: usize = 5_000_000;
/// Most cell formats in a workbook; Excel itself allows 65,490.
pub const FORMATS_MAX: usize = 65_490;
/// Most sheets in a workbook.
pub const SHEETS_MAX: usize = 1_000;
/// Rows of a sheet, as in Excel.
pub const ROWS_MAX: u32 = 1_048_576;
/// Columns of a sheet, as in Excel.
pub const COLUMNS_MAX: u32 = 16_384;
/// The header is looked for in so many rows from the first filled one.
pub const HEADER_ROWS_SEARCHED: usize = 20;
/// Rows that a header may have.
pub const HEADER_DEPTH_MAX: usize = 3;
/// Merged regions that are looked at for the header: more do not fit into so many rows.
pub const HEADER_MERGES_MAX: usize = (HEADER_ROWS_SEARCHED + HEADER_DEPTH_MAX) * (COLUMNS_MAX as usize) / 2;
/// A filled row after so many blank ones is read with a warning.
pub const GAP_WARNED: u32 = 5;
/// A filled row after so many blank ones is a stray cell.
pub const GAP_MAX: u32 = 1_000;
/// Findings of one column of one sheet that are listed one by one.
pub const FINDINGS_PER_COLUMN_MAX: usize = 200;
