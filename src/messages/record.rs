use super::catalogue::messages;

messages! {
    /// Messages about the forms in which a stage is recorded (E601–E639).
    enum RecordMessage;
    /// A form lacks a sheet.
    E601 NoSheet { sheet: String }
        zh "登记表中没有“{sheet}”这张工作表" => "请用程序写出的登记表填写，不要删改工作表";
        en "the form has no sheet “{sheet}”" => "Fill in the form as it was written; do not remove or rename its sheets";
    /// A form lacks a row.
    E602 NoLabel { label: String }
        zh "登记表中没有“{label}”这一行" => "请用程序写出的登记表填写，不要删改第一列";
        en "the form has no row “{label}”" => "Fill in the form as it was written; do not change its first column";
    /// A list in a form lacks its header.
    E603 NoHeader { headers: String }
        zh "找不到表头：{headers}" => "请用程序写出的登记表填写，不要删改表头";
        en "the header is not there: {headers}" => "Fill in the form as it was written; do not change its headers";
    /// A form has more lines than are read.
    E604 TooManyLines { count: usize, most: usize }
        zh "有 {count} 行，最多 {most} 行" => "请核对是否粘贴了别的内容";
        en "there are {count} lines; at most {most} are read" => "Check whether something else was pasted here";
    /// Something must be filled in.
    E605 Blank { label: String }
        zh "“{label}”没有填" => "请填写后再运行";
        en "“{label}” is not filled in" => "Fill it in and run again";
    /// A text is too long.
    E606 TextTooLong { label: String, length: usize, most: usize }
        zh "“{label}”有 {length} 个字，最多 {most} 个" => "请写得简短些";
        en "“{label}” has {length} characters; at most {most} are allowed" => "Shorten it";
    /// It is no day.
    E607 NotADay { label: String, text: String }
        zh "“{label}”写的“{text}”不是日期" => "请写成 2019-01-07 这样的日期";
        en "“{label}”: “{text}” is no date" => "Write it like 2019-01-07";
    /// It is no number of things.
    E608 NotACount { label: String, text: String }
        zh "“{label}”写的“{text}”不是整数" => "请写 0、1、2 这样的数";
        en "“{label}”: “{text}” is no whole number" => "Write 0, 1, 2 and so on";
    /// It is not one of the answers.
    E609 NotAChoice { label: String, text: String, words: String }
        zh "“{label}”不能写“{text}”" => "请写其中之一：{words}";
        en "“{label}” cannot be “{text}”" => "Write one of: {words}";
    /// The scheme has no such fund, or it is listed twice.
    E610 NoFund { fund: String }
        zh "方案中没有“{fund}”这个基金，或者写了两次" => "请按方案中的基金名称，每个写一行";
        en "the scheme has no fund “{fund}”, or it is listed twice" => "Name each fund of the scheme once";
    /// A fund is not answered for.
    E611 FundOpen { fund: String }
        zh "没有写“{fund}”是否由本批次发放" => "请补上这一行，写“是”或“否”";
        en "it is not said whether this batch pays “{fund}”" => "Add its line with 是 or 否";
    /// No fund is paid.
    E612 NothingPaid {}
        zh "没有一个基金由本批次发放" => "请至少在一个基金后面写“是”";
        en "this batch pays no fund" => "Answer 是 for one fund at least";
    /// A notice hangs too short.
    E613 NoticeShort { days: u32, least: u32 }
        zh "公示期只有 {days} 个工作日，应不少于 {least} 个" => "请核对起止日期和节假日，公示期不足的要延长";
        en "the notice hangs {days} working days; {least} are the least" => "Check both days and the holidays; a shorter notice has to be prolonged";
    /// Approved before the notice was over.
    E614 ApprovedEarly { until: String }
        zh "审批日期不在公示期满（{until}）以后" => "公示期满、异议处理完再审批；日期写错的请改正";
        en "it was approved before the notice ended ({until})" => "Approve after the notice and the reviews; correct the date if it is wrong";
    /// One person did what two must do.
    E615 SamePerson { first: String, second: String, name: String }
        zh "{first}和{second}都是“{name}”" => "应由两个人分别签字";
        en "“{name}” signs as {first} and as {second}" => "Two people have to sign";
    /// Objections listed are not those stated.
    E616 ObjectionCount { stated: usize, listed: usize }
        zh "写收到异议 {stated} 件，异议登记中有 {listed} 件" => "请在异议登记.xlsx 中逐件登记，放在登记表旁边或用 --objections 写明，两处一致";
        en "{stated} objections are stated, {listed} are listed" => "List each in 异议登记.xlsx, beside the form or named by --objections, so that both agree";
    /// An objection was right: the computation is not final.
    E617 ObjectionCorrects { number: String }
        zh "第 {number} 件异议要更正，还没有写由哪个批次更正，本批次不能定稿" => "请改正录入后重新试算、公示，把新的公示稿批次写在“答复批次”；或暂按“缓发”处理";
        en "objection {number} leads to a correction, and no batch is named that makes it: this one cannot become final" => "Correct the input, run and post again, and name the new notice under 答复批次; or hold the amount for now (缓发)";
    /// Nobody has this key.
    E618 NoPayee { table: String, key: String }
        zh "“{table}”中没有识别号为“{key}”的人" => "请按发放明细中的识别号填写";
        en "nobody in “{table}” has the key “{key}”" => "Write the key as on the payout sheet";

    /// Paid before it was approved.
    E630 PaidEarly { approved: String }
        zh "日期早于上一步（{approved}）" => "请核对日期";
        en "the day is before that of the stage before ({approved})" => "Check the date";
    /// The columns of a return are not found.
    E631 ReturnHeader {}
        zh "回盘里找不到“账号”和“金额”两列" => "没有表头的，在登记表“回盘各列”中按顺序写各列名称";
        en "the return has no columns 账号 and 金额" => "If it has no header, name its columns in order under 回盘各列 in the form";
    /// An amount of a return is none.
    E632 ReturnAmount { text: String }
        zh "回盘的金额“{text}”不是金额" => "请核对；“回盘各列”的顺序写错也会这样";
        en "the return's amount “{text}” is none" => "Check it; a wrong order of 回盘各列 shows so too";
    /// A status of a return is not known.
    E633 ReturnStatus { status: String }
        zh "不知道回盘的状态“{status}”是成功还是失败" => "请在登记表“成功字样”或“失败字样”中写上它";
        en "it is not known whether the return's status “{status}” means paid" => "Add it to 成功字样 or 失败字样 in the form";
    /// A line of a return answers no payment.
    E634 ReturnUnknown { account: String, amount: String }
        zh "回盘中账号 {account}、金额 {amount} 的一笔，本批次没有" => "请核对是不是别的批次的回盘，或同一笔列了两次";
        en "the batch pays no {amount} yuan to account {account}" => "Check whether the return is another batch's, or lists a payment twice";
    /// A return has another amount.
    E635 ReturnDiffers { who: String, answered: String, paid: String }
        zh "{who} 回盘金额 {answered}，本批次应付 {paid}" => "请与银行核对";
        en "the return says {answered} for {who}, the batch pays {paid}" => "Clear it with the bank";
    /// A whole return says nothing of some payments.
    E636 ReturnSilent { count: usize, first: String }
        zh "回盘里没有 {count} 笔的结果，如 {first}" => "请补齐回盘文件；只有退票的，“回盘内容”写“仅退票”";
        en "the return says nothing of {count} payments, such as that of {first}" => "Add the missing files; if it lists only what came back, write 仅退票 under 回盘内容";
    /// A repeat pays nobody.
    E637 NobodyPaid {}
        zh "没有一人写“本次发放”" => "请在要发的人后面写“是”";
        en "nobody is paid by this repeat" => "Answer 是 for whoever is paid now";
    /// Somebody was paid already.
    E638 NotUnpaid { key: String }
        zh "{key} 不在未付的人里" => "已经付过的不能再付；补发用更正";
        en "{key} is not among those not paid yet" => "Who was paid is not paid again; more pay takes a correction";
    /// Instalments of somebody who has nothing to pay back.
    E639 NothingClaimed { key: String }
        zh "{key} 没有要追回的金额" => "请删去“追回安排”中的这一行";
        en "{key} has nothing to pay back" => "Remove the line";
    /// Instalments without number or too many.
    E670 InstalmentCount { count: u32, most: u32 }
        zh "期数 {count} 不在 1 至 {most} 之间" => "一次追回的不用安排分期";
        en "{count} instalments are not between 1 and {most}" => "A claim that is met at once needs no line";
}
