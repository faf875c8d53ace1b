//! What a step does, in Chinese, with every choice that was made: printed in the workbook.
use super::Skeleton;
use crate::plan::builder::Builder;
use crate::plan::ids::*;
use crate::plan::model::*;
use crate::scheme::{self, SettlementUnit, ShareMethod, SourceMode, Text};

impl Builder<'_> {
    pub(super) fn step_words(&self, skeleton: &Skeleton, step: &scheme::Step, sources: &[SourceId]) -> String {
        let account = self.account_title(skeleton);
        let table = &self.plan.table(skeleton.table).name;
        let mut words = match skeleton.verb {
            Verb::Share => format!("将“{account}”按权重分到“{table}”各行，权重＝{}", written(&step.weight)),
            Verb::Award => format!("从“{account}”按公式给“{table}”各行定额，金额＝{}", written(&step.amount)),
            Verb::Split => {
                let parts: Vec<String> = step
                    .parts
                    .iter()
                    .map(|part| match part.percent.get_ref().as_str() {
                        "rest" => format!("{}（其余）", part.name.get_ref()),
                        percent => format!("{}（{percent}%）", part.name.get_ref()),
                    })
                    .collect();
                format!("将“{account}”切块：{}；进位差额归{}", parts.join("、"), rest_part(step))
            }
            Verb::Collect => format!("将“{account}”各行归集到所属“{table}”"),
            Verb::Gate if !step.highest.is_empty() => {
                let prizes: Vec<&str> = step.highest.iter().map(|t| t.get_ref().as_str()).collect();
                format!("“{table}”同时获得{}的，只保留最高一项（金额相同保留在前的一项）", prizes.join("、"))
            }
            Verb::Gate => {
                format!("“{table}”满足条件（{}）的，按系数 {} 发放", written(&step.when), written(&step.pays))
            }
        };
        if let Some(method) = &step.method {
            words.push_str(match method.get_ref() {
                ShareMethod::LargestRemainder => "；尾差用最大余数法",
                ShareMethod::UnitPrice => "；先定单价（四舍五入到分）再乘权重",
                ShareMethod::RoundEach => "；逐行四舍五入",
                ShareMethod::Floor => "；逐行舍去",
            });
        }
        if let Some(unit) = &step.unit {
            words.push_str(match unit.get_ref() {
                SettlementUnit::Fen => "到分",
                SettlementUnit::Jiao => "到角",
                SettlementUnit::Yuan => "到元",
                SettlementUnit::TenYuan => "到十元",
                SettlementUnit::HundredYuan => "到百元",
            });
        }
        if !step.ties.is_empty() {
            let ties: Vec<&str> = step.ties.iter().map(|t| t.get_ref().as_str()).collect();
            words.push_str(&format!("，余数相同按{}", ties.join("、")));
        }
        if let (true, Some(mode)) = (sources.len() > 1, &step.sources) {
            words.push_str(match mode.get_ref() {
                SourceMode::Separately => "；各来源分别分配",
                SourceMode::Together => "；各来源合并分配后逐行按来源精确拆分",
            });
        }
        self.destinations(&mut words, step);
        if let Some(counts) = &step.counts {
            let yes = |on: bool| if on { "计入" } else { "不计入" };
            words.push_str(&format!(
                "；该行{}人数和平均、{}排名、{}权重合计",
                yes(counts.means),
                yes(counts.ranks),
                yes(counts.weights)
            ));
        }
        words
    }

    fn destinations(&self, words: &mut String, step: &scheme::Step) {
        let place = |text: &Text| match text.get_ref().as_str() {
            "stop" => "停止运算".to_string(),
            account => format!("转入“{account}”"),
        };
        if let Some(residue) = &step.residue {
            words.push_str(&format!("；尾差{}", place(residue)));
        }
        if let Some(empty) = &step.empty {
            words.push_str(&format!("；无人可分或权重合计为零时{}", place(empty)));
        }
        if let Some(overrun) = &step.overrun {
            words.push_str(&match overrun.get_ref().as_str() {
                "stop" => "；超出可分金额时停止运算".to_string(),
                "scale" => "；超出可分金额时同比例压减".to_string(),
                account => format!("；超出可分金额时由“{account}”补足"),
            });
        }
        if let Some(into) = &step.into {
            let verb = if step.gate.is_some() { "扣下的金额转入" } else { "转入" };
            words.push_str(&format!("；{verb}“{}”", into.get_ref()));
        }
    }

    /// The account as written: with its table, or with the one source that is drawn on.
    fn account_title(&self, skeleton: &Skeleton) -> String {
        let account = &self.plan.accounts[skeleton.account.0];
        match (account.table, skeleton.only) {
            (DISTRICT, Some(source)) => format!("{}.{}", account.name, self.plan.sources[source.0].name),
            (DISTRICT, None) => account.name.clone(),
            (table, _) => format!("{}.{}", self.plan.table(table).name, account.name),
        }
    }
}

fn written(text: &Option<Text>) -> &str {
    text.as_ref().map_or("", |text| text.get_ref())
}

fn rest_part(step: &scheme::Step) -> String {
    let rest = step.parts.iter().find(|p| p.percent.get_ref() == "rest").or(step.parts.last());
    rest.map_or(String::new(), |part| format!("“{}”", part.name.get_ref()))
}
