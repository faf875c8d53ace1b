use super::catalogue::messages;

messages! {
    /// Messages about corrections laid over the inputs (E650–E679).
    enum CorrectionMessage;
    /// A correction was laid over a cell.
    W650 Corrected { what: String, old: String, new: String, reason: String, by: String }
        zh "{what} 原值“{old}”更正为“{new}”，原因：{reason}，批准人：{by}" => "更正记入批次；更正单不再适用的，请删去这一行";
        en "{what}: “{old}” is corrected to “{new}”; reason: {reason}; approved by {by}" => "The correction is part of the batch; remove its line once it no longer applies";
    /// No such table.
    E651 NoTable { table: String }
        zh "方案中没有“{table}”这张表" => "请写方案中的表名；参数写“参数”";
        en "the scheme has no table “{table}”" => "Write a table of the scheme, or 参数 for a parameter";
    /// No such input column.
    E652 NoColumn { table: String, column: String }
        zh "“{table}”没有“{column}”这个录入列" => "只能更正录入的数据；计算出来的列由程序重算";
        en "“{table}” has no input column “{column}”" => "Only what was read can be corrected; computed columns follow";
    /// A key cannot be corrected.
    E653 KeyColumn { column: String }
        zh "“{column}”是识别号，不能用更正单更正" => "识别号错的，请退回报送单位重报";
        en "“{column}” identifies the row; a correction cannot change it" => "Return the file to whoever sent it";
    /// No such row.
    E654 NoRow { table: String, key: String }
        zh "“{table}”中没有识别号为“{key}”的行" => "请核对识别号；由几列组成的用逗号隔开";
        en "“{table}” has no row with the key “{key}”" => "Check the key; parts are set apart by commas";
    /// The input does not hold what the correction says.
    E655 Stale { old: String, now: String, place: String }
        zh "更正单的原值“{old}”与现在的值“{now}”（{place}）不符" => "报表已重报的，按新报表重写或删去这一行";
        en "the correction replaces “{old}”, but the value is “{now}” now ({place})" => "If the file was sent again, write the correction anew or remove its line";
    /// Two corrections of one cell.
    E656 Contradicts { other: String }
        zh "与 {other} 更正的是同一格" => "只保留批准的一行；先后更正两次的，后一行的原值写前一行的新值";
        en "{other} corrects the same cell" => "Keep the line that was approved; a second correction states the first one's new value as its old value";
    /// The column refuses the value.
    E657 ValueRefused { label: String, value: String, reason: String }
        zh "“{label}”写的“{value}”不能用于这一列：{reason}" => "请按这一列的要求填写";
        en "“{label}”: the column refuses “{value}”: {reason}" => "Write it as the column asks for";
    /// It changes nothing.
    E658 Needless { value: String }
        zh "原值和新值都是“{value}”" => "不需要更正的，请删去这一行";
        en "old and new value are both “{value}”" => "Remove the line if nothing is to be corrected";
    /// No such parameter in the parameter sheet.
    E659 NoParameter { name: String }
        zh "会议核定的参数中没有“{name}”" => "只能更正从参数表读取的参数；写在方案里的，请修改方案";
        en "no parameter “{name}” was read from the parameter sheet" => "Only such parameters can be corrected; change the scheme where the scheme states it";
    /// A table without a key.
    E660 TableWithoutKey { table: String }
        zh "“{table}”没有识别号，不能用更正单更正" => "请在方案中给这张表写上 key，或退回报送单位重报";
        en "“{table}” has no key; a correction cannot name its rows" => "Give the table a key in the scheme, or return the file to whoever sent it";

    /// More corrections than are computed one by one.
    E661 TooManyCorrections { count: usize, most: usize }
        zh "更正单有 {count} 行，一次最多 {most} 行" => "请分几张更正单办理，或作为新的年度数据重新运行";
        en "there are {count} corrections; at most {most} are taken at once" => "Use several workbooks, or run the year anew";
    /// A workbook without a correction.
    E662 NothingCorrected {}
        zh "更正单没有填写任何一行" => "请至少写一行更正";
        en "nothing is corrected" => "Write one line at least";
    /// Who bears a difference that nobody else bears.
    E663 BearerUnknown { name: String, words: String }
        zh "差额不能由“{name}”承担" => "请写其中之一：{words}";
        en "“{name}” cannot bear the difference" => "Write one of: {words}";
    /// Everybody is paid anew: nothing is left to bear.
    E664 BearerNeedless {}
        zh "全区重算的，没有差额需要承担" => "请把“差额承担”留空";
        en "everybody is paid anew, so there is no difference to bear" => "Leave 差额承担 blank";
    /// An account holds less than it would bear.
    E665 BearerShort { name: String, source: String, holds: String, needed: String }
        zh "“{name}”中“{source}”只有 {holds} 元，要承担 {needed} 元" => "请改由别的资金承担，或本校、全区重算";
        en "“{name}” holds {holds} yuan of “{source}” and would bear {needed}" => "Let other money bear it, or pay the unit or the district anew";
    /// The row leads to nobody, or to several.
    E666 NobodyCovered { words: String }
        zh "不能由这一行确定“{words}”是谁" => "更正的数据不属于某一个人（单位）时，请写“全区”";
        en "the corrected row does not tell who “{words}” is" => "Where it belongs to no one person or unit, write 全区";
    /// A correction that makes rows come or go.
    E667 RowsChange {}
        zh "更正以后发放对象的行数变了" => "不能作为补发办理；请重新报送后另行发放";
        en "the correction makes payees come or go" => "This cannot be a supplement; have the files sent again";
}
