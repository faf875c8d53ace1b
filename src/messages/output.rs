use super::catalogue::messages;

messages! {
    /// Messages about the folder to read (E501–E506) and the batch to write (E510–E521),
    /// what is asked of a batch (E540–E559), the files for banks and payroll (E560–E571, W560–W571), options side by side
    /// (E580–E581), archives and sums of a year (E582–E589, W590–W591), corrections (E690–E691).
    enum OutputMessage;
    /// The folder does not exist.
    E501 NoFolder { path: String }
        zh "没有“{path}”这个文件夹" => "请写放有分配方案和各类表格的文件夹";
        en "there is no folder “{path}”" => "Name the folder that holds the scheme and the spreadsheets";
    /// The folder holds no scheme.
    E502 NoScheme { path: String }
        zh "“{path}”中没有分配方案" => "请把它放在这个文件夹中，文件名用 scheme.toml 或 scheme.md";
        en "“{path}” holds no scheme" => "Put it there as scheme.toml or scheme.md";
    /// The scheme or the folder cannot be read.
    E503 Unreadable { path: String, reason: String }
        zh "“{path}”读不出来：{reason}" => "请关闭占用它的程序，检查权限后再试";
        en "“{path}” cannot be read: {reason}" => "Close the program that uses it and check the permissions";
    /// The scheme is not UTF-8.
    E504 NotUtf8 { name: String, line: usize }
        zh "{name} 第 {line} 行起不是 UTF-8 编码" => "请用记事本打开，“另存为”时编码选 UTF-8";
        en "{name} is not UTF-8 from line {line} on" => "Save it as UTF-8";
    /// Results would become inputs of the next run.
    E505 OutputAmongInputs { path: String }
        zh "输出位置“{path}”在录入表格的文件夹里，结果会被当作下次的录入" => "请用 --out 写别的文件夹，或不写 --out（默认放在“结果”中）";
        en "the output “{path}” lies among the inputs and would be read by the next run" => "Choose another folder with --out, or leave it out (the default is 结果)";
    /// Two schemes in one folder.
    E506 TwoSchemes { path: String }
        zh "“{path}”中有 scheme.toml，又有 scheme.md" => "请只留一个";
        en "“{path}” holds scheme.toml and scheme.md" => "Keep one of them";

    /// The output place cannot be written.
    E510 WriteFailed { path: String, reason: String }
        zh "“{path}”写不进去：{reason}" => "请检查权限和磁盘空间，或用 --out 换一个位置；没有留下不完整的结果";
        en "“{path}” cannot be written: {reason}" => "Check permissions and disk space, or choose another place with --out; nothing incomplete is left";
    /// A batch with this name holds something else.
    E511 BatchDiffers { batch: String, count: usize, files: String }
        zh "批次 {batch} 已经存在，但有 {count} 个文件与本次运算不同：{files}" => "已存在的批次没有改动；它可能被改过，请移走后重新运行";
        en "batch {batch} exists, but {count} of its files differ from this run: {files}" => "It was left as it is; it may have been changed: move it away and run again";
    /// Something that is no batch is in the way.
    E512 NotABatch { path: String }
        zh "“{path}”已经存在，但不是完整的批次" => "请移走后重新运行";
        en "“{path}” exists but is no finished batch" => "Move it away and run again";
    /// A document contradicts the book.
    E513 DocumentWrong { document: String, reason: String }
        zh "“{document}”没有通过核对：{reason}" => "没有写出任何结果；这是程序错误，请保留录入文件并报告";
        en "“{document}” does not pass its proof: {reason}" => "Nothing was written; this is an error of the program: keep the inputs and report it";
    /// A document cannot be made.
    E514 DocumentFailed { document: String, reason: String }
        zh "“{document}”无法生成：{reason}" => "没有写出任何结果";
        en "“{document}” cannot be made: {reason}" => "Nothing was written";
    /// The records in a batch are not those of its stages.
    E516 RecordsBroken { path: String }
        zh "“{path}”中的登记表不全或不是程序写出的样子" => "这个批次被改过；请取回封存的原件";
        en "the records in “{path}” are not those that the stages of a batch leave" => "The batch was changed: fetch the sealed original";
    /// A document of a batch is not as it was sealed.
    E517 BatchDocuments { batch: String, count: usize, file: String }
        zh "批次 {batch} 有 {count} 份文件与封存时不同，如“{file}”" => "改过的批次不能进入下一阶段；请取回原件，或重新试算";
        en "{count} documents of batch {batch} differ from what was sealed, such as “{file}”" => "A changed batch goes no further: fetch the original, or run again";
    /// A batch computes to something else.
    E518 NotThisBatch { batch: String, computed: String }
        zh "按其中的输入算得的批次是 {computed}，不是 {batch}" => "请用写出它的版本，或重新试算";
        en "the inputs give batch {computed}, not {batch}" => "Use the release that made it, or run again";
    /// A batch has no next stage of this kind.
    E519 NothingFollows { batch: String, stage: String }
        zh "批次 {batch} 已是{stage}" => "发放以后用 fenpei settle 登记银行或国库的回盘";
        en "batch {batch} is {stage} already" => "After payment record the bank's or treasury's return with fenpei settle";
    /// A batch is not final, so nobody was paid from it.
    E520 NotFinal { batch: String, stage: String }
        zh "批次 {batch} 是{stage}，不是定稿" => "只有定稿才发放；用 fenpei advance 推进，或写定稿的批次";
        en "batch {batch} is {stage}, not final" => "Only a final batch is paid: take it further with fenpei advance, or name the final one";
    /// Nothing is left to pay.
    E521 AllPaid { batch: String }
        zh "批次 {batch} 已经全部付清" => "没有要重发的";
        en "batch {batch} is paid in full" => "There is nothing to repeat";

    /// Nobody and nothing is called so.
    E540 NobodyNamed { who: String, near: String }
        zh "没有叫“{who}”的人、单位或基金" => "请写姓名、工号、身份证号后四位、单位或基金的名称；相近的有：{near}";
        en "nobody and nothing is called “{who}”" => "Give a name, a staff number, the last four of an identity number, a unit or a fund; near: {near}";
    /// The inputs kept in a batch are not those that it was made of.
    E541 BatchInputs { count: usize, file: String }
        zh "批次中保存的输入有 {count} 个与校验码不符，如“{file}”" => "这个批次被改过，不能据此说明；请用 fenpei verify 查看全部差异";
        en "{count} inputs kept in the batch differ from its hashes, such as “{file}”" => "The batch was changed: see every difference with fenpei verify";
    /// A workbook cannot be printed on a screen.
    E542 NeedsOut {}
        zh "工作簿不能显示在屏幕上" => "请用 --out 写文件名";
        en "a workbook cannot be printed on the screen" => "Name a file with --out";
    /// A setting is not of the form.
    E543 SettingForm { text: String }
        zh "看不懂“{text}”" => "请写 表[键].列=值，如 请假[1].天数=15；参数写 参数[名称]=值";
        en "“{text}” is not understood" => "Write TABLE[KEY].COLUMN=VALUE, such as 请假[1].天数=15, or 参数[NAME]=VALUE";
    /// A setting names something that is not there.
    E544 SettingUnknown { what_zh: String, what_en: String, name: String, near: String }
        zh "没有叫“{name}”的{what_zh}" => "请按方案中的名称写；相近的有：{near}";
        en "there is no {what_en} “{name}”" => "Write the name as the scheme does; near: {near}";
    /// A setting's key fits no row.
    E545 SettingNoRow { key: String }
        zh "没有 {key} 这一行" => "请写识别号（几列的用逗号隔开），或不重复的姓名";
        en "no row is {key}" => "Write its key, parts separated by commas, or a name that is not shared";
    /// A setting's key fits several rows.
    E546 SettingSeveralRows { key: String, count: usize }
        zh "{key} 有 {count} 行" => "请改用识别号";
        en "{count} rows are {key}" => "Use the key";
    /// A computed column cannot be set.
    E547 SettingComputed { column: String }
        zh "“{column}”是计算列，不能直接改" => "请改它所依据的录入列或参数";
        en "“{column}” is computed" => "Set the input or parameter that it rests on";
    /// The column refuses a value.
    E548 SettingValue { value: String, reason: String }
        zh "“{value}”不能用：{reason}" => "请按这一列的类型、位数和范围写";
        en "“{value}” cannot be used: {reason}" => "Write what the column allows: type, places, limits";
    /// A batch is not what its inputs give.
    E550 NotVerified { batch: String, count: usize }
        zh "批次 {batch} 有 {count} 处不符" => "以上各处不能作为依据；请取回封存的原件核对";
        en "batch {batch} differs in {count} places" => "Do not rely on what is listed above; fetch the sealed original";
    /// Nothing that changed explains somebody's other amount.
    E551 Unexplained { count: usize }
        zh "有 {count} 人的金额变动找不到原因" => "请先用 fenpei verify 核对两个批次，再报告程序错误";
        en "nothing explains why the amounts of {count} people changed" => "Verify both batches with fenpei verify, then report an error of the program";

    /// Two batches pay nobody alike.
    E552 NothingCompared { before: String, after: String }
        zh "两个批次没有可以对照的人：原批次发给 {before}，新批次发给 {after}" => "对照的两个批次，发放的表和识别号要相同";
        en "the batches have nobody to compare: the earlier pays {before}, the later {after}" => "Compare batches that pay the same tables, told apart by the same keys";

    /// A batch of another release, which this one computes otherwise.
    E553 OtherRelease { batch: String, made: String, this: String, count: usize, faults: usize }
        zh "批次 {batch} 由 {made} 写出，{this} 重新计算有 {count} 份文件不同；这里只核对了校验码和指纹，有 {faults} 处不符" => "请用 {made} 核对全部内容";
        en "batch {batch} was made by {made}, and {this} computes {count} files otherwise; only hashes and fingerprint were checked here, {faults} are wrong" => "Verify all of it with {made}";

    /// Somebody without an account.
    E560 AccountMissing { who: String }
        zh "{who} 没有收款账号" => "请补填账号后重新运行";
        en "{who} has no account" => "Fill in the account and run again";
    /// An account that is none.
    E561 AccountForm { who: String, account: String }
        zh "{who} 的账号“{account}”不是 8 至 32 位数字" => "请按存折、银行卡核对";
        en "the account “{account}” of {who} is not of 8 to 32 digits" => "Check it against the passbook or card";
    /// Two people with one account.
    E562 AccountShared { who: String, other: String, account: String }
        zh "{who} 与 {other} 是同一个账号“{account}”" => "请核对，一人一个账号；确属共用的，账号列的类型用 account-number，在决定表中答复";
        en "{who} and {other} have one account “{account}”" => "Check it: each has an account of their own; where they do share it, give the column the type account-number and answer in the table of decisions";
    /// A blank inside a name.
    E563 NameBlank { who: String, field: String }
        zh "{who} 的“{field}”中间有空格，银行不收" => "请在录入表中去掉空格；少数民族姓名用间隔号“·”";
        en "“{field}” of {who} has a blank inside, which banks refuse" => "Take it out of the input; names of minorities have a middle dot";
    /// A text that a spreadsheet would take for a formula.
    E564 FormulaTrigger { who: String, field: String, sign: char }
        zh "{who} 的“{field}”以“{sign}”开头，表格程序会当作公式执行" => "请在录入表中改正";
        en "“{field}” of {who} begins with {sign}, which spreadsheets take for a formula" => "Correct it in the input";
    /// A text with a sign that parts fields or lines.
    E565 TextSeparator { who: String, field: String, layout: String, sign: String }
        zh "{who} 的“{field}”含有“{sign}”，会打乱版式“{layout}”的字段" => "请在录入表中改正";
        en "“{field}” of {who} holds {sign}, which parts fields in the layout “{layout}”" => "Correct it in the input";
    /// A text longer than its column.
    E566 PaymentTextLong { who: String, field: String, layout: String, length: usize, most: usize }
        zh "{who} 的“{field}”长 {length}，版式“{layout}”最多 {most}" => "请缩写，或核对版式的 width";
        en "“{field}” of {who} is {length} long, and the layout “{layout}” allows {most}" => "Shorten it, or check width in the layout";
    /// Characters that the encoding lacks.
    E567 NotEncodable { layout: String, encoding: String, count: usize, names: String }
        zh "版式“{layout}”的编码 {encoding} 里没有这些字，共 {count} 处：{names}" => "请与银行商定写法后在录入表中改正，或改用 GB18030；程序不替换";
        en "the encoding {encoding} of the layout “{layout}” lacks characters in {count} places: {names}" => "Agree with the bank how they are written and correct the input, or use GB18030; nothing is replaced";
    /// More payees than a file can hold.
    E568 PaymentRows { layout: String, rows: usize, most: usize }
        zh "版式“{layout}”的一个文件要放 {rows} 人，最多 {most} 人" => "请在版式中写明 rows_per_file，或按单位分文件";
        en "a file of the layout “{layout}” would hold {rows} payees, and {most} are allowed" => "State rows_per_file in the layout, or make a file for each unit";
    /// Somebody would be paid less than nothing.
    E569 PaymentNegative { who: String, amount: String }
        zh "{who} 应付 {amount} 元，小于 0，付不了款" => "要追回的另行处理，或与以后的发放相抵";
        en "{who} would be paid {amount} yuan" => "Claim it back apart, or set it off against later pay";
    /// A text that is not filled in.
    E570 PaymentFieldMissing { who: String, field: String }
        zh "{who} 没有填“{field}”" => "请补填后重新运行";
        en "{who} has no “{field}”" => "Fill it in and run again";
    /// A file whose name tells a private number.
    E571 PrivateFileName { kind: String, english: String }
        zh "文件名里有看起来是{kind}的数字，会写进清单和登记" => "请改文件名后重新报送；文件的内容不用改";
        en "the file's name holds what looks like {english}, and lists and registers tell names of files" => "Rename the file; its content may stay";
    /// A card number whose check digit is wrong.
    W560 AccountCheckDigit { who: String, account: String }
        zh "{who} 的账号“{account}”校验位不对" => "请按银行卡核对，号码有错会退票";
        en "the check digit of the account “{account}” of {who} is wrong" => "Check it against the card: a wrong number comes back unpaid";
    /// An account in another name.
    W561 HolderDiffers { who: String, holder: String }
        zh "{who} 的户名是“{holder}”，与姓名不同" => "请核对是不是本人的账户，不符的会退票";
        en "the account of {who} is held by “{holder}”" => "Check that it is their own: one that differs comes back unpaid";
    /// Money that no file pays.
    W562 TableUnpaid { table: String, amount: String }
        zh "“{table}”有 {amount} 元要付，方案没有写它的 [[payment]]，没有出发放文件" => "请另行付款，或在方案中补上";
        en "{amount} yuan are to be paid to “{table}”, and the scheme has no [[payment]] for them: no file pays it" => "Pay them by other means, or add it to the scheme";
    /// What will stop the files of a final batch.
    W570 StopsAtFinal { zh: String, zh_cure: String, en: String, en_cure: String }
        zh "{zh}，定稿时会停止" => "{zh_cure}";
        en "{en}, which stops a final batch" => "{en_cure}";
    /// Two payments on one voucher.
    W571 VoucherAgain { voucher: String, number: usize }
        zh "凭证号“{voucher}”与第 {number} 次付款的相同" => "请核对：每次付款另编凭证";
        en "the voucher “{voucher}” is that of payment {number} too" => "Check it: each payment has a voucher of its own";
    /// Batches of other tables cannot stand side by side.
    E580 OptionsTables { first: String, second: String, tables: String }
        zh "批次 {first} 和 {second} 的表不同，不能并列：{tables}" => "几个方案要用同样的表和识别号，只改参数、标准、规则或录入的数值";
        en "batches {first} and {second} have other tables and cannot stand side by side: {tables}" => "Options share their tables and keys, and differ in parameters, standards, rules or figures";
    /// One batch named twice.
    E581 OptionsSame { batch: String }
        zh "批次 {batch} 写了两次" => "请写两个或三个不同的批次";
        en "batch {batch} is named twice" => "Name two or three batches that differ";
    /// A folder holds no batch.
    E582 NoBatches { path: String }
        zh "“{path}”里没有批次" => "请写放有“结果”的文件夹、放批次的文件夹，或批次本身";
        en "there is no batch in “{path}”" => "Name a folder with 结果 in it, a folder of batches, or a batch";
    /// The batch that another goes on from is gone.
    E583 ParentMissing { batch: String, parent: String }
        zh "批次 {batch} 从 {parent} 来，这个批次不在" => "请把它放回原处：归档要有从试算稿起的整条链";
        en "batch {batch} goes on from {parent}, which is not there" => "Put it back: an archive holds the whole chain from the trial on";
    /// Batches of several years.
    E584 SeveralYears { years: String }
        zh "这里有几个年度的批次：{years}" => "归档一个年度一份，请用 --year 写年度";
        en "there are batches of several years: {years}" => "An archive is of one year: name it with --year";
    /// Batches that are not what their inputs give.
    E585 ArchiveNotVerified { count: usize, batches: String }
        zh "有 {count} 个批次核验不符，没有归档：{batches}" => "请取回封存的原件，或用 fenpei verify 逐处查看";
        en "{count} batches do not verify, nothing was archived: {batches}" => "Fetch the sealed originals, or see each place with fenpei verify";
    /// Nothing but trials.
    E586 OnlyTrials { path: String }
        zh "“{path}”里只有试算稿" => "没有公示、定稿、发放的不归档；请先用 fenpei advance 推进";
        en "there are only trials in “{path}”" => "What was neither posted nor approved nor paid is not archived: go on with fenpei advance";
    /// An archive of this name holds something else.
    E587 ArchiveDiffers { name: String, count: usize, files: String }
        zh "归档“{name}”已经存在，但有 {count} 个文件不同：{files}" => "已有的归档没有改动；它可能被改过，请移走后重新归档，并查明原因";
        en "the archive “{name}” exists, but {count} of its files differ: {files}" => "It was left as it is; it may have been changed: move it away, archive again, and find out why";
    /// Two chains that pay the same.
    E588 PaidTwice { first: String, second: String, fund: String }
        zh "批次 {first} 和 {second} 都发放同一期间的“{fund}”" => "同一笔钱只能算一次：请只写应当计入的批次，并查明为什么有两个";
        en "batches {first} and {second} both pay “{fund}” for one period" => "The same money counts once: name only the batches that count, and find out why there are two";
    /// Nothing that is final or paid.
    E589 NothingPaidYet { path: String }
        zh "“{path}”里没有定稿或已发放的批次" => "试算稿和公示稿不计入发放；请先用 fenpei advance、fenpei settle 推进";
        en "no batch in “{path}” is final or paid" => "Trials and notices pay nobody: go on with fenpei advance and fenpei settle";
    /// A key that stands for several names.
    W590 KeySeveralNames { key: String, names: String }
        zh "编号 {key} 在各批次中有不同姓名：{names}" => "已分别列出，请核对是改名、写法不同，还是编号有误";
        en "the key {key} has several names: {names}" => "They are listed apart: find out whether a name was changed or written otherwise, or a number is wrong";
    /// A name with several keys.
    W591 NameSeveralKeys { who: String, keys: String }
        zh "{who} 在不同批次中编号不同：{keys}" => "已分别列出，请核对是不是同一个人";
        en "{who} has other keys in other batches: {keys}" => "They are listed apart: find out whether they are one person";

    /// What was not paid yet is corrected in the office's folder.
    E690 CorrectBeforePayment { batch: String }
        zh "批次 {batch} 还没有发放" => "发放以前的更正，把更正单放在放方案和表格的文件夹里，重新运行";
        en "batch {batch} was not paid yet" => "Before a payment keep the corrections in the folder with scheme and spreadsheets, and run again";
    /// A workbook of corrections is there already.
    E691 CorrectionsThere { path: String }
        zh "已经有“{path}”" => "请在其中接着填写；要另写一份的，用 --form 写另一个以“更正单”开头的文件名";
        en "“{path}” is there already" => "Add lines to it, or name another workbook with --form; its name begins with 更正单";
}
