use super::catalogue::messages;

messages! {
    /// Messages about the result: values (E401–E405), relations (E410–E413), shares (E420–E424, W425), checks
    /// (E430, W430), accounts (W432), invariants of the ledger (E490–E492).
    enum ComputeMessage;
    /// A formula divides by zero in a row.
    E401 DivideByZero { table: String, row: String, column: String }
        zh "{table}“{row}”的“{column}”除以零" => "请在公式中用 IF 先判断除数";
        en "“{column}” of {table} “{row}” divides by zero" => "Test the divisor with IF in the formula";
    /// An exact result that does not fit.
    E402 Overflow { table: String, row: String, column: String }
        zh "{table}“{row}”的“{column}”放不下：数太大，或写了 denominator 却不是它的整数份" => "请检查录入数，或改用 places";
        en "“{column}” of {table} “{row}” does not fit: too large, or not a whole number of its denominator" => "Check the inputs, or use places";
    /// A value that is not there.
    E403 Missing { table: String, row: String, column: String }
        zh "{table}“{row}”的“{column}”要用到的值没有" => "请补录，或在公式中用 IFMISSING 处理";
        en "“{column}” of {table} “{row}” needs a value that is missing" => "Fill it in, or handle it with IFMISSING";
    /// A value outside of all bands.
    E404 NoBand { table: String, row: String, column: String }
        zh "{table}“{row}”的“{column}”：值不在任何一档内" => "请核对录入数，或补全分档标准表";
        en "“{column}” of {table} “{row}”: the value is in no band" => "Check the input, or complete the band table";
    /// The square root of a negative number.
    E406 NegativeRoot { table: String, row: String, column: String }
        zh "“{table}”的 {row}：“{column}”要对负数开平方" => "请核对公式和数据";
        en "{row} of “{table}”: “{column}” takes the square root of a negative number" => "Check the formula and the data";
    /// Ends of bands that are formulas.
    E407 BandsApart { table: String, row: String, column: String }
        zh "{table}“{row}”的“{column}”：分档标准的端点在这一行接不上，或次序颠倒" => "请核对端点公式用到的数";
        en "“{column}” of {table} “{row}”: the ends of the bands do not meet in this row, or are out of order" => "Check the figures that the ends are made of";
    /// A source of a fund below zero.
    E408 NegativeSource { source: String, amount: String }
        zh "资金来源“{source}”是负数：{amount} 元" => "请核对它的金额公式和核定数";
        en "source “{source}” is below zero: {amount} yuan" => "Check the formula of its amount and the figures in it";
    /// A parameter of the sheet that cannot be used.
    E405 ParameterValue { name: String, text: String, places: u32 }
        zh "核定参数“{name}”的值“{text}”不是 {places} 位以内的小数" => "请在核定参数表中改正";
        en "the value “{text}” of parameter “{name}” is no decimal of at most {places} places" => "Correct it in the parameter sheet";

    /// A key that is in no row of the other table.
    E410 RelationLost { key: String, table: String }
        zh "“{key}”在“{table}”中找不到" => "请核对名称，或在“{table}”中补上";
        en "“{key}” is not in {table}" => "Check the name, or add it to {table}";
    /// A key that is in two rows of the other table.
    E411 RelationTwice { key: String, table: String }
        zh "“{key}”在“{table}”中有不止一行，分不清是哪一行" => "请加工号或身份证号区分";
        en "“{key}” is in more than one row of {table}" => "Tell them apart by staff or identity number";
    /// Two tables say different things of one.
    E414 Disagree { key: String, ours: String, theirs: String, there: String }
        zh "“{key}”这里是“{ours}”，{there} 是“{theirs}”" => "请核对，两处应一致";
        en "“{key}” is “{ours}” here and “{theirs}” at {there}" => "Check it: both should say the same";
    /// Keys that are the same only when folded.
    W411 RelationFolded { table: String, count: usize, ours: String, theirs: String }
        zh "有 {count} 处与“{table}”的写法不同（如“{ours}”与“{theirs}”），按同一个对应" => "请核对，并统一写法";
        en "{count} keys are written otherwise than in {table} (such as “{ours}” and “{theirs}”), and taken for the same" => "Check them, and write them in one way";
    /// A row that no row leads to.
    E412 NotCovered { key: String, table: String, from: String }
        zh "“{table}”中的“{key}”不在“{from}”中" => "请核对，或删去这一行";
        en "“{key}” of {table} is not in {from}" => "Check it, or remove the row";
    /// More of the same.
    E413 RelationMore { name: String, more: usize }
        zh "对应关系“{name}”另有 {more} 处同样的问题" => "请先改正已列出的";
        en "relation “{name}” has {more} more of these" => "Correct those listed first";

    /// Money and nobody to give it to.
    E420 ZeroWeight { step: String, group: String, amount: String, rows: usize }
        zh "“{step}”在“{group}”有 {amount} 元，{rows} 行的权重合计为 0，无法分配" => "请核对权重，或在步骤中用 empty 写明去向";
        en "“{step}” has {amount} yuan in “{group}” and {rows} rows whose weights add up to 0" => "Check the weights, or state with empty where it goes";
    /// A negative weight.
    E421 NegativeWeight { step: String, row: String, weight: String }
        zh "“{step}”中“{row}”的权重是 {weight}，小于 0" => "请核对录入数，或在权重公式中用 MAX(0, …)";
        en "the weight of “{row}” in “{step}” is {weight}, below 0" => "Check the inputs, or use MAX(0, …)";
    /// A product beyond the limits.
    E422 ShareOverflow { step: String, group: String }
        zh "“{step}”在“{group}”的金额乘权重超出范围" => "请减少权重的小数位数";
        en "amount times weight of “{step}” in “{group}” is out of range" => "Use fewer places for the weight";
    /// A tie at the edge of a tier.
    E423 TierTie { tier: String, row: String, rank: i64, tied: i64 }
        zh "“{tier}”在档次交界处并列：“{row}”等 {tied} 行同列第 {rank} 名" => "请写明并列的处理，或用一列区分先后";
        en "tie at the edge of “{tier}”: “{row}” and others, {tied} rows at rank {rank}" => "State how ties are settled, or add a column that orders them";

    /// A weight so fine that amount × weight cannot be live in a spreadsheet.
    E424 WeightTooFine { step: String, weight: String, places: u32, fit: u32 }
        zh "“{step}”的金额乘权重“{weight}”（{places} 位小数）达到 10 的 15 次方，工作簿里算不准" => "请把这个权重的小数位数改到 {fit} 位";
        en "amount times weight “{weight}” ({places} places) of “{step}” reaches 10 to the 15, which a spreadsheet cannot hold" => "Give this weight {fit} places";

    /// Equal weights, unequal amounts: the last units went by the stated order.
    W425 EqualPaidDifferently { step: String, count: usize, rows: String }
        zh "“{step}”中有 {count} 行比权重相同的行多一个结算单位：{rows}" => "这是最大余数法的尾差，按方案写明的次序给出；要同权同额，请改用 floor 并写明尾差去向";
        en "in “{step}”, {count} rows got one unit more than rows of the same weight: {rows}" => "These are the last units of the largest remainder, in the stated order; for equal pay use floor and name a place for the residue";
    /// Somebody is due less than nothing.
    W427 NegativePay { table: String, count: usize, rows: String }
        zh "“{table}”有 {count} 行实发为负数：{rows}" => "请核对；扣完为止的用 MAX(0, …)，要追回的另行处理";
        en "{count} rows of “{table}” are paid less than nothing: {rows}" => "Check them; use MAX(0, …) where deductions stop at nothing, and claim the rest back apart";
    /// An award was scaled to what is there, as the scheme says.
    W428 ScaledDown { step: String, asked: String, given: String, rows: String }
        zh "“{step}”核定 {asked} 元，可分只有 {given} 元，已按比例压减（{rows}）" => "请核对标准和资金是否相符";
        en "“{step}” asks for {asked} yuan where {given} are there, and is scaled down ({rows})" => "Check the rates against the money";
    /// Nobody has a weight, and the money goes where the scheme says.
    W429 NobodyToPay { step: String, amount: String, rows: String }
        zh "“{step}”有 {amount} 元无人可分，已按方案转出（{rows}）" => "请核对权重所用的数据";
        en "nobody can get {amount} yuan of “{step}”; they went where the scheme says ({rows})" => "Check the data that the weights are made of";
    /// Rounding decided a band or a condition.
    W426 RoundingDecided { column: String, by: String, count: usize, rows: String, exact: String, stored: String }
        zh "“{column}”有 {count} 行由“{by}”的取位决定（{rows}）：取位前 {exact}，取位后 {stored}" => "按取位后的数执行；不同意的，请改“{by}”的小数位数或舍入";
        en "the rounding of “{by}” decided {count} rows of “{column}” ({rows}): {exact} before, {stored} after" => "The rounded figure counts; to change that, give “{by}” other places or another rounding";

    /// A check that stops.
    E430 CheckFailed { name: String, count: usize, rows: String, note: String }
        zh "校验“{name}”不成立，共 {count} 行：{rows}" => "{note}请核对后重新运行";
        en "check “{name}” fails in {count} rows: {rows}" => "{note}Check them and run again";
    /// A document's number, body or date is not there for somebody whom a gate stops.
    E431 Unfilled { check: String, row: String, column: String }
        zh "{row} 没有填“{column}”（{check}）" => "请补填后重新运行";
        en "{row}: “{column}” is not filled in ({check})" => "Fill it in and run again";
    /// A check that warns.
    W430 CheckWarns { name: String, count: usize, rows: String, note: String }
        zh "校验“{name}”有 {count} 行不成立：{rows}" => "{note}请核对，不影响运算";
        en "check “{name}” does not hold in {count} rows: {rows}" => "{note}Check them; the run goes on";

    /// Payees whom no bank could pay.
    W432 NoAccount { table: String, count: usize, rows: String }
        zh "“{table}”有 {count} 人有钱可发，却没有收款账号：{rows}" => "请在定稿前补填，缺一个就出不了银行代发文件";
        en "{count} of “{table}” are to be paid and have no account: {rows}" => "Fill them in before the batch is final: with one missing there is no file for the bank";

    /// A transit account that is not empty.
    E490 TransitLeft { account: String, row: String, source: String, amount: String }
        zh "过渡账户“{account}”（{row}，{source}）还剩 {amount} 元" => "请在方案中给这笔资金一个去向";
        en "transit account “{account}” ({row}, {source}) still holds {amount} yuan" => "Give this money a destination in the scheme";
    /// A balance column that is not what the ledger says.
    E491 BalanceDiffers { account: String, row: String, ledger: String }
        zh "账户“{account}”（{row}）的余额与台账 {ledger} 元不一致" => "这是程序错误，请保留输入文件并报告";
        en "the balance of “{account}” ({row}) is not the ledger's {ledger} yuan" => "This is an error of the program: keep the inputs and report it";
    /// A source that did not end in full.
    E492 SourceGap { source: String, amount: String, gap: String }
        zh "来源“{source}”共 {amount} 元，有 {gap} 元没有去向" => "请检查步骤中的对应关系是否有缺行";
        en "of source “{source}”, {amount} yuan, {gap} yuan ended nowhere" => "Check whether a relation of a step leads nowhere";
}
