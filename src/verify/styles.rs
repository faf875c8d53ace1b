//! What the formats of a workbook mean, whatever their numbers are.
use super::difference::{Differs, What};
use super::element::Element;

/// A cell's format, spelled out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    number: String,
    others: [String; 5],
}

/// The other qualities of a format, in the order of [`Look::others`].
const OTHERS: [&str; 5] = ["font", "fill", "border", "alignment", "protection"];

/// The formats of cells by number, and what else the part says.
#[derive(Debug, Default)]
pub(super) struct Styles {
    looks: Vec<Look>,
}

impl Styles {
    pub(super) fn read(part: Option<&Vec<u8>>) -> Result<Styles, String> {
        let Some(part) = part else { return Ok(Styles::default()) };
        let root = Element::read(part)?;
        let looks = root.children_of("cellXfs").iter().map(|xf| look(&root, xf)).collect();
        Ok(Styles { looks })
    }

    /// What differs between a format here and one there.
    pub(super) fn differing(&self, own: usize, other: &Styles, their: usize, found: &mut Vec<Differs>) {
        let none = Look::default();
        let (is, should) = (self.looks.get(own).unwrap_or(&none), other.looks.get(their).unwrap_or(&none));
        if is == should {
            return;
        }
        if is.number != should.number {
            found.push(Differs::new(What::NumberFormat, &is.number, &should.number));
        }
        for (name, (is, should)) in OTHERS.into_iter().zip(is.others.iter().zip(&should.others)) {
            if is != should {
                found.push(Differs::new(What::Look(name), is, should));
            }
        }
    }
}

fn look(root: &Element, xf: &Element) -> Look {
    let at = |list: &str, id: &str| {
        let index: Option<usize> = xf.attribute(id).parse().ok();
        index.and_then(|index| root.children_of(list).get(index)).map(Element::shown).unwrap_or_default()
    };
    let own = |name: &str| xf.child(name).map(Element::shown).unwrap_or_default();
    let id = xf.attribute("numFmtId");
    let code = root.children_of("numFmts").iter().find(|format| format.attribute("numFmtId") == id);
    let number = code.map_or_else(|| format!("[{id}]"), |format| format.attribute("formatCode").to_string());
    let others =
        [at("fonts", "fontId"), at("fills", "fillId"), at("borders", "borderId"), own("alignment"), own("protection")];
    Look { number, others }
}
