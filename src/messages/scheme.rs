use super::catalogue::messages;

messages! {
    /// Messages about the scheme file: its form (E101–E109), its formulas (E110–E129), its names and types
    /// (E130–E159), its money (E160–E189).
    enum SchemeMessage;
    /// The file is not TOML.
    E101 Syntax { detail: String }
        zh "方案文件的写法不对：{detail}" => "请按 TOML 格式改正这一处";
        en "the scheme file is not valid TOML: {detail}" => "Correct this place";
    /// A key that the section does not have.
    E102 UnknownKey { section: String, key: String }
        zh "[[{section}]] 里没有“{key}”这一项" => "请改正或删去";
        en "[[{section}]] has no key “{key}”" => "Correct or remove it";
    /// A key that the section needs.
    E103 MissingKey { section: String, key: String }
        zh "[[{section}]] 缺少“{key}”" => "请补上";
        en "[[{section}]] lacks “{key}”" => "Add it";
    /// A value of the wrong kind.
    E104 WrongValue { section: String, detail: String }
        zh "[[{section}]] 中这个值不能用：{detail}" => "请照语言手册改写";
        en "this value in [[{section}]] cannot be used: {detail}" => "Write it as the language manual says";
    /// A word that is not one of those allowed.
    E105 UnknownWord { section: String, word: String, allowed: String }
        zh "[[{section}]] 中不认识“{word}”，可写 {allowed}" => "请从中选一个";
        en "“{word}” in [[{section}]] is not one of {allowed}" => "Choose one of them";
    /// A section that does not exist.
    E106 UnknownSection { name: String }
        zh "没有名为“{name}”的部分" => "请改正或删去";
        en "there is no section “{name}”" => "Correct or remove it";
    /// `[scheme]` is missing.
    E107 NoHead {}
        zh "缺少 [scheme] 部分" => "请在文件开头写明方案名称、依据、单位、年度和舍入规则";
        en "the section [scheme] is missing" => "Begin the file with name, basis, office, year and rounding";
    /// A field outside its limit.
    E108 FieldLimit { section: String, key: String, limit_zh: String, limit_en: String }
        zh "[[{section}]] 的“{key}”应为 {limit_zh}" => "请改到这个范围内";
        en "“{key}” in [[{section}]] must be {limit_en}" => "Bring it inside these limits";
    /// The scheme file is too large, or a section is not a list.
    E109 TooLarge { bytes: usize, limit: usize }
        zh "方案文件有 {bytes} 字节，超过上限 {limit} 字节" => "请检查是不是选错了文件";
        en "the scheme file has {bytes} bytes, more than the limit of {limit}" => "Check that it is the right file";
    /// A section that must be written with double brackets.
    E110 NotAList { section: String }
        zh "“{section}”应写成 [[{section}]]" => "请用双方括号";
        en "“{section}” must be written as [[{section}]]" => "Use double brackets";
}
