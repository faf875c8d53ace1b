use super::catalogue::messages;

messages! {
    /// Messages about the folder to read (E501–E506) and the batch to write (E510–E515), questions about a year
    /// (E540–E551), options side by side (E580–E581).
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

    /// Batches of other tables cannot stand side by side.
    E580 OptionsTables { first: String, second: String, tables: String }
        zh "批次 {first} 和 {second} 的表不同，不能并列：{tables}" => "几个方案要用同样的表和识别号，只改参数、标准、规则或录入的数值";
        en "batches {first} and {second} have other tables and cannot stand side by side: {tables}" => "Options share their tables and keys, and differ in parameters, standards, rules or figures";
    /// One batch named twice.
    E581 OptionsSame { batch: String }
        zh "批次 {batch} 写了两次" => "请写两个或三个不同的批次";
        en "batch {batch} is named twice" => "Name two or three batches that differ";
}
