//! Invented names of people and places.

use crate::rng::Rng;
use std::collections::HashSet;

/// Frequent surnames stand first and are drawn more often.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕\
苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
const COMPOUND_SURNAMES: [&str; 4] = ["欧阳", "上官", "司马", "诸葛"];

const MALE: &str =
    "伟强军勇杰涛明超刚平辉鹏飞建国志文斌波宏浩宇亮成峰林海东民安康永生庆祥福贵宝山新华亚旭俊凯翔博轩瑞晨泽";
const FEMALE: &str =
    "芳娜敏静丽艳娟霞秀玲燕红梅兰萍英桂玉珍莉琴雪琳婷洁慧巧美香月莹蓉倩颖露瑶怡婵雁蓓纨薇菁梦岚苑婕馨琬";

const MINORITY_FIRST_MALE: [&str; 4] = ["买买提", "艾力", "多吉", "巴图"];
const MINORITY_FIRST_FEMALE: [&str; 4] = ["阿依古丽", "古丽娜尔", "卓玛", "娜仁"];
const MINORITY_LAST: [&str; 6] = ["艾山", "吐尔逊", "扎西", "苏和", "库尔班", "才让"];

const PLACE_FIRST: &str = "清白青金银玉龙凤松柏竹梅云石东西南北上中";
const PLACE_SECOND: &str = "河山川溪湖江泉湾岭坪原峰谷林桥塘洲渡港岩";
const PLACE_THIRD: &str = "东西南北前后左右内外";

pub struct Names {
    surnames: Vec<char>,
    male: Vec<char>,
    female: Vec<char>,
}

impl Names {
    pub fn new() -> Names {
        Names { surnames: SURNAMES.chars().collect(), male: MALE.chars().collect(), female: FEMALE.chars().collect() }
    }

    /// A name that is not among `taken`.
    pub fn unique(&self, rng: &mut Rng, male: bool, taken: &mut HashSet<String>) -> String {
        loop {
            let name = self.any(rng, male);
            if taken.insert(name.clone()) {
                return name;
            }
        }
    }

    fn any(&self, rng: &mut Rng, male: bool) -> String {
        if rng.chance(6) {
            return minority(rng, male);
        }
        let given = if male { &self.male } else { &self.female };
        let mut name = self.surname(rng);
        name.push(rng.pick(given));
        if rng.chance(780) {
            name.push(rng.pick(given));
        }
        name
    }

    fn surname(&self, rng: &mut Rng) -> String {
        if rng.chance(5) {
            return rng.pick(&COMPOUND_SURNAMES).to_string();
        }
        let frequent = rng.below(self.surnames.len());
        let place = rng.below(frequent + 1);
        self.surnames[place].to_string()
    }
}

fn minority(rng: &mut Rng, male: bool) -> String {
    let first = if male { MINORITY_FIRST_MALE } else { MINORITY_FIRST_FEMALE };
    format!("{}·{}", rng.pick(&first), rng.pick(&MINORITY_LAST))
}

/// The place after which a copy of the district is named; each copy has another.
pub fn place(copy: usize) -> String {
    let first = nth(PLACE_FIRST, copy % 20);
    let second = nth(PLACE_SECOND, copy / 20 % 20);
    match copy / 400 {
        0 => format!("{first}{second}"),
        more => format!("{}{first}{second}", nth(PLACE_THIRD, more - 1)),
    }
}

fn nth(text: &str, index: usize) -> char {
    text.chars().nth(index).expect("fewer than 4,400 copies of the district")
}
