//! How long the files of a batch are kept, and on what ground.
use super::super::{INPUT_FOLDER, MANIFEST_NAME, RECORD_FOLDER};
use crate::stage::Stage;

/// A kind of file, as archives of accounts part them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// 会计凭证: vouchers, and what they rest on line by line: payout and sign-off sheets, files for the bank, its returns.
    Voucher,
    /// 会计账簿: the ledger and its working papers.
    Ledger,
    /// What the payment rests on: inputs, scheme, decisions, notices, approvals.
    Basis,
    /// Documents of a trial: nobody was paid from them.
    Draft,
    /// The list of the archive itself.
    Register,
}

const VOUCHERS: [&str; 7] = ["记账凭证", "发放文件", "发放明细", "发放结果", "用款计划", "补发追回表", "追回通知书"];
const LEDGERS: [&str; 2] = ["资金台账", "核算底稿"];
/// Records of payments, with the bank's returns.
const PAYMENTS: [&str; 2] = ["发放", "重发"];

impl Keeping {
    /// All kinds, in the order in which they are explained.
    pub const ALL: [Keeping; 5] =
        [Keeping::Voucher, Keeping::Ledger, Keeping::Basis, Keeping::Draft, Keeping::Register];

    /// The kind of a file, by its path below the batch.
    pub fn of(stage: &str, path: &str) -> Keeping {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let begins = |names: &[&str]| names.iter().any(|name| first.starts_with(name));
        if first == RECORD_FOLDER {
            let folder = rest.split('/').next().unwrap_or_default();
            let payment = PAYMENTS.iter().any(|kind| folder.ends_with(kind));
            return if payment { Keeping::Voucher } else { Keeping::Basis };
        }
        if first == INPUT_FOLDER || first == MANIFEST_NAME {
            return Keeping::Basis;
        }
        match stage == Stage::Trial.chinese() {
            true => Keeping::Draft,
            false if begins(&VOUCHERS) => Keeping::Voucher,
            false if begins(&LEDGERS) => Keeping::Ledger,
            false => Keeping::Basis,
        }
    }

    /// As an archive calls it.
    pub fn chinese(self) -> &'static str {
        match self {
            Keeping::Voucher => "会计凭证",
            Keeping::Ledger => "会计账簿",
            Keeping::Basis => "付款依据",
            Keeping::Draft => "试算稿文件",
            Keeping::Register => "保管清册",
        }
    }

    /// For how long it is kept.
    pub fn period(self) -> &'static str {
        match self {
            Keeping::Voucher | Keeping::Ledger | Keeping::Basis => "30年",
            Keeping::Draft => "10年",
            Keeping::Register => "永久",
        }
    }

    /// The ground.
    pub fn ground(self) -> &'static str {
        match self {
            Keeping::Voucher => {
                "《会计档案管理办法》（财政部、国家档案局令第79号）附表二：行政单位和事业单位的各种会计凭证，30年；\
                 发放明细、签领表、银行回盘作为原始凭证"
            }
            Keeping::Ledger => "同上附表二：明细分类、分户账或登记簿，30年；核算底稿是台账的计算依据，同期保管",
            Keeping::Basis => "付款所依据的录入、方案、决定、登记和公示，办法未单列，按所支持的会计凭证同期保管",
            Keeping::Draft => "没有据以付款，办法未单列，暂按其他会计资料10年；本单位另有规定的从其规定",
            Keeping::Register => "同上附表二：会计档案保管清册，永久",
        }
    }
}
