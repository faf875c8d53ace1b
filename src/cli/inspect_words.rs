//! Words for what an inspection sees.
use fenpei::intake::{ColumnKind, Content, Oddity, RowCounts, Visibility};
use fenpei::messages::Language;

pub fn visibility(visibility: Visibility, language: Language) -> Option<&'static str> {
    match visibility {
        Visibility::Shown => None,
        Visibility::Hidden => Some(language.pick("隐藏", "hidden")),
        Visibility::VeryHidden => Some(language.pick("深度隐藏，菜单中看不到", "very hidden: no menu lists it")),
    }
}

pub fn content(content: Content, language: Language) -> Option<&'static str> {
    match content {
        Content::Cells => None,
        Content::Chart => Some(language.pick("图表", "chart")),
        Content::Dialog => Some(language.pick("对话框", "dialog")),
        Content::Macros => Some(language.pick("宏表", "macros")),
        Content::Module => Some(language.pick("宏代码", "module")),
    }
}

pub fn column_kind(kind: ColumnKind, language: Language) -> &'static str {
    match kind {
        ColumnKind::Number => language.pick("数", "number"),
        ColumnKind::Money => language.pick("金额", "money"),
        ColumnKind::Percent => language.pick("百分数", "per cent"),
        ColumnKind::Date => language.pick("日期", "date"),
        ColumnKind::IdentityNumber => language.pick("身份证号", "identity number"),
        ColumnKind::Code => language.pick("号码", "code"),
        ColumnKind::Text => language.pick("文本", "text"),
        ColumnKind::Unclear => language.pick("不明", "unclear"),
        ColumnKind::Empty => language.pick("空", "empty"),
    }
}

/// `数据 41 行，合计 1 行`
pub fn rows(rows: &RowCounts, language: Language) -> String {
    let named = [
        (rows.data, "数据", "data"),
        (rows.totals, "合计", "totals"),
        (rows.averages, "平均", "averages"),
        (rows.signatures, "签字", "signatures"),
        (rows.notes, "说明", "notes"),
        (rows.repeated_headers, "重复的表头", "repeated headers"),
        (rows.blank, "空行", "blank"),
        (rows.aside, "只填在表头各列之外", "filled beside the header's columns"),
    ];
    let told = named.into_iter().enumerate().filter(|(at, (count, _, _))| *at == 0 || *count > 0);
    let word = |(_, (count, chinese, english)): (usize, (usize, &str, &str))| match language {
        Language::Chinese => format!("{chinese} {count} 行"),
        Language::English => format!("{english} {count}"),
    };
    told.map(word).collect::<Vec<_>>().join(language.pick("，", ", "))
}

pub fn odd(kind: Oddity, language: Language) -> &'static str {
    match kind {
        Oddity::Error => language.pick("错误值", "error value"),
        Oddity::Uncomputed => language.pick("公式没有计算结果", "formula without a result"),
        Oddity::DigitsLost => language.pick("数位已丢失的长号码", "long number with digits lost"),
        Oddity::Instead => language.pick("缺考、请假等字样", "word such as 缺考 in place of a value"),
        Oddity::OtherText => language.pick("是文字", "text"),
        Oddity::NumberAsText => language.pick("存为文本的数", "number stored as text"),
        Oddity::WithUnit => language.pick("数后面带有单位", "number with a unit behind it"),
        Oddity::OtherNumber => language.pick("是数", "number"),
        Oddity::CodeAsNumber => {
            language.pick("存为数的号码，开头的零会丢失", "code stored as number: leading zeros are lost")
        }
        Oddity::OtherPercent => language.pick("是带百分号的数", "number with a per cent sign"),
        Oddity::PercentAsText => language.pick("存为文本的百分数", "per cent stored as text"),
        Oddity::OtherDate => language.pick("是日期", "date"),
        Oddity::DateAsText => language.pick("存为文本或数的日期", "date stored as text or number"),
        Oddity::Time => language.pick("是时间", "time"),
        Oddity::Flag => language.pick("是逻辑值", "TRUE or FALSE"),
        Oddity::IdentityWrong => {
            language.pick("位数、出生日期或校验码不对", "length, birth date or check character is wrong")
        }
        Oddity::Invisible => {
            language.pick("首尾空格、换行或不可见字符", "outer blanks, line breaks or invisible characters")
        }
        Oddity::InnerBlank => language.pick("中间有空格", "blank inside"),
        Oddity::Forbidden => language.pick("控制字符或改变书写方向的字符", "control or direction character"),
        Oddity::Private => {
            language.pick("自造字，换一台电脑可能显示不同", "private character: other computers may show another")
        }
    }
}
