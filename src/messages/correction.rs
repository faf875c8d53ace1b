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
}
