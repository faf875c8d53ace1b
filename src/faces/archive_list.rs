//! 归档目录: every file of an archive with its hash and how long it is kept; the batches; the grounds.
use super::FaceError;
use super::grid::{Cell, Grid, Head, workbook_apart};

/// What the list of an archive says.
#[derive(Debug, Clone)]
pub struct ArchiveList {
    /// The year.
    pub year: u16,
    /// Name of the archive.
    pub name: String,
    /// Its batches.
    pub batches: Vec<ArchivedBatch>,
    /// Kinds of files, for how long they are kept, on what ground.
    pub grounds: Vec<[&'static str; 3]>,
    /// Batches left out, and why.
    pub left_out: Vec<String>,
    /// Its files.
    pub files: Vec<ArchivedFile>,
}

/// A batch of an archive.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct ArchivedBatch {
    pub batch: String,
    pub stage: String,
    pub parent: String,
    pub scheme: String,
    pub funds: String,
    pub period: String,
    pub program: String,
    pub files: usize,
    /// How it was verified.
    pub verified: String,
    pub fingerprint: String,
}

/// A file of an archive.
#[derive(Debug, Clone)]
pub struct ArchivedFile {
    /// What it is called in the list.
    pub title: String,
    /// Its batch.
    pub batch: String,
    /// The batch's stage.
    pub stage: String,
    /// Below the archive.
    pub path: String,
    /// Sheets of a workbook.
    pub extent: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Kind of file.
    pub kind: &'static str,
    /// How long it is kept.
    pub period: &'static str,
    /// Numbers of people in it that nobody else may see.
    pub private: String,
}

/// Writes the list.
///
/// # Errors
/// Limits of the spreadsheet format.
pub fn archive_list_workbook(list: &ArchiveList) -> Result<Vec<u8>, FaceError> {
    let title = format!("{}年度奖励资金分配归档目录", list.year);
    let notice = format!("{}　共 {} 个批次、{} 份文件", list.name, list.batches.len(), list.files.len());
    workbook_apart(&[files(list, &title), batches(list, &title), grounds(list, &title)], &notice, (list.year, &title))
}

fn files(list: &ArchiveList, title: &str) -> Grid {
    let heads = [
        ("序号", 5.0),
        ("归档号", 15.0),
        ("档号", 9.0),
        ("文件题名", 24.0),
        ("批次", 18.0),
        ("阶段", 8.0),
        ("文件路径", 32.0),
        ("页数/表数", 11.0),
        ("大小（字节）", 9.0),
        ("SHA-256", 23.0),
        ("类别", 11.0),
        ("保管期限", 9.0),
        ("个人信息", 12.0),
    ];
    let line = |(number, file): (usize, &ArchivedFile)| {
        let code = match file.period {
            "永久" => "Y".to_string(),
            years => format!("D{}", years.trim_end_matches('年')),
        };
        let mut cells = vec![Cell::Count(number as i64 + 1)];
        cells.push(Cell::Text(format!("{}-{code}-{:04}", list.year, number + 1)));
        cells.push(Cell::Blank);
        cells.extend([&file.title, &file.batch, &file.stage, &file.path, &file.extent].map(Cell::text));
        cells.push(Cell::Count(file.bytes as i64));
        cells.extend([&file.sha256[..], file.kind, file.period, &file.private].map(Cell::text));
        cells
    };
    Grid {
        name: "归档目录".to_string(),
        title: title.to_string(),
        sentence: "归档号是年度、保管期限代码和件号；档号由档案室编写。电子表格写工作表个数，打印页数以打印设置为准。\
                   “个人信息”写明文件中有完整号码的种类，这类文件按敏感个人信息保管和调阅；姓名和金额不另标。"
            .to_string(),
        heads: heads.map(|(head, width)| Head::new(head, width)).to_vec(),
        lines: list.files.iter().enumerate().map(line).collect(),
        closing: vec![
            "移交人：　　　　　　　接收人：　　　　　　　监交人：　　　　　　　移交日期：　　　年　　月　　日"
                .to_string(),
        ],
    }
}

fn batches(list: &ArchiveList, title: &str) -> Grid {
    let heads = [
        ("序号", 6.0),
        ("批次", 19.0),
        ("阶段", 9.0),
        ("上一批次", 19.0),
        ("方案", 30.0),
        ("发放资金", 22.0),
        ("发放期间", 14.0),
        ("程序", 14.0),
        ("文件数", 8.0),
        ("核验", 30.0),
        ("指纹", 36.0),
    ];
    let line = |(number, batch): (usize, &ArchivedBatch)| {
        let mut cells = vec![Cell::Count(number as i64 + 1)];
        let texts = [&batch.batch, &batch.stage, &batch.parent, &batch.scheme, &batch.funds, &batch.period];
        cells.extend(texts.into_iter().chain([&batch.program]).map(Cell::text));
        cells.push(Cell::Count(batch.files as i64));
        cells.extend([&batch.verified, &batch.fingerprint].map(Cell::text));
        cells
    };
    let mut heads = heads.map(|(head, width)| Head::new(head, width)).to_vec();
    heads[8].sum = true;
    let left_out = match list.left_out.is_empty() {
        true => "没有略去的批次。".to_string(),
        false => format!("没有归档的批次：{}。", list.left_out.join("；")),
    };
    Grid {
        name: "批次".to_string(),
        title: title.to_string(),
        sentence: "每个批次从上一批次来，指纹一环扣一环：最后一个批次的指纹可以验证整条链。批次原样归档，\
                   可用 fenpei verify、fenpei explain 直接打开。"
            .to_string(),
        heads,
        lines: list.batches.iter().enumerate().map(line).collect(),
        closing: vec![left_out],
    }
}

fn grounds(list: &ArchiveList, title: &str) -> Grid {
    let heads = [("类别", 14.0), ("保管期限", 12.0), ("依据", 90.0)].map(|(head, width)| Head::new(head, width));
    Grid {
        name: "保管期限和核对".to_string(),
        title: title.to_string(),
        sentence: "保管期限从会计年度终了后的第一天算起，是最低期限；本单位或同级档案部门另有规定的从其规定。".to_string(),
        heads: heads.to_vec(),
        lines: list.grounds.iter().map(|ground| ground.map(Cell::text).to_vec()).collect(),
        closing: vec![
            "归档目录.xlsx 和 SHA256SUMS 属保管清册，永久保管，不列入目录。".to_string(),
            "核对全部文件：在归档文件夹中运行 sha256sum -c SHA256SUMS；Windows 用 certutil -hashfile 文件 SHA256 逐个核对。"
                .to_string(),
            "核对每个批次：fenpei verify 批次/<批次>，按其中的输入重新计算，逐字节对照。".to_string(),
        ],
    }
}
