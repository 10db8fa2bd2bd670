//! What names lead to, over the built-in catalog: a table, and what holds for every entity of it.

use std::sync::OnceLock;

use tempfile::TempDir;

use super::{Index, Matched, put};
use crate::card::{Card, cards};
use crate::catalog::{Catalog, Kind};
use crate::digest::Digest;
use crate::document;
use crate::graph::CoMentions;
use crate::mention::Finder;
use crate::store::{StoreError, file};
use crate::text::fold::key;
use crate::text::spelling::{spellings, typed};
use crate::vocab::BASE;

/// An index in a folder of its own.
struct Shelf {
    folder: TempDir,
    name: String,
}

impl Shelf {
    fn new(catalog: &Catalog) -> Self {
        Self::of(&cards(catalog, &[], &CoMentions::default()), catalog)
    }

    fn of(cards: &[Card], catalog: &Catalog) -> Self {
        let folder = TempDir::new().expect("a folder");
        let name = put(folder.path(), cards, catalog, BASE).expect("it is written");
        Self { folder, name }
    }

    fn path(&self) -> std::path::PathBuf {
        file::inside(self.folder.path(), &self.name)
    }

    fn open(&self) -> Result<Index, StoreError> {
        Index::open(&self.path(), BASE)
    }
}

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::builtin(BASE).expect("the built-in catalog is right"))
}

fn index() -> &'static Index {
    static INDEX: OnceLock<(Shelf, Index)> = OnceLock::new();
    let open = || {
        let shelf = Shelf::new(catalog());
        let index = shelf.open().expect("it opens");
        (shelf, index)
    };
    &INDEX.get_or_init(open).1
}

/// The part of an IRI below the base.
fn local(iri: &str) -> &str {
    iri.strip_prefix(BASE).unwrap_or(iri)
}

/// Names in every form, and the entity that is to be found first.
const NAMES: &[(&str, &str)] = &[
    ("华为", "company/huawei"),
    ("華為", "company/huawei"),
    ("HUAWEI", "company/huawei"),
    ("ｈｕａｗｅｉ", "company/huawei"),
    ("菊厂", "company/huawei"),
    ("菊花厂", "company/huawei"),
    ("Huawei Technologies", "company/huawei"),
    ("hua wei", "company/huawei"),
    ("huáwéi", "company/huawei"),
    ("hua2wei2", "company/huawei"),
    ("hua\u{301}we\u{301}i", "company/huawei"),
    ("hw", "company/huawei"),
    ("HW", "company/huawei"),
    ("company:huawei", "company/huawei"),
    ("haitu:company/huawei", "company/huawei"),
    ("https://w3id.org/haitu/company/huawei", "company/huawei"),
    ("<https://w3id.org/haitu/company/huawei>", "company/huawei"),
    (" 华为 ", "company/huawei"),
    ("元气森林", "company/genki-forest"),
    ("元氣森林", "company/genki-forest"),
    ("yuanqisenlin", "company/genki-forest"),
    ("yuan qi sen lin", "company/genki-forest"),
    ("yuánqìsēnlín", "company/genki-forest"),
    ("yuan2qi4sen1lin2", "company/genki-forest"),
    ("yqsl", "company/genki-forest"),
    ("Genki Forest", "company/genki-forest"),
    ("genki-forest", "company/genki-forest"),
    ("字节跳动", "company/bytedance"),
    ("字節跳動", "company/bytedance"),
    ("zijietiaodong", "company/bytedance"),
    ("zjtd", "company/bytedance"),
    ("Byte Dance", "company/bytedance"),
    ("鹅厂", "company/tencent"),
    ("騰訊", "company/tencent"),
    ("tengxun", "company/tencent"),
    ("TENCENT", "company/tencent"),
    ("阿里", "company/alibaba"),
    ("albb", "company/alibaba"),
    ("alibaba", "company/alibaba"),
    ("拼多多", "company/pinduoduo"),
    ("pdd", "company/pinduoduo"),
    ("pin duo duo", "company/pinduoduo"),
    ("小米", "company/xiaomi"),
    ("xiaomi", "company/xiaomi"),
    ("TikTok", "company/tiktok"),
    ("tik tok", "company/tiktok"),
    ("Tik-Tok", "company/tiktok"),
    ("大疆", "company/dji"),
    ("dajiang", "company/dji"),
    ("DJI", "company/dji"),
    ("台積電", "company/tsmc"),
    ("taijidian", "company/tsmc"),
    ("重庆啤酒", "company/chongqing-brewery"),
    ("chongqingpijiu", "company/chongqing-brewery"),
    ("zhongqingpijiu", "company/chongqing-brewery"),
    ("cqpj", "company/chongqing-brewery"),
    ("chóngqìng píjiǔ", "company/chongqing-brewery"),
    ("长城汽车", "company/great-wall-motor"),
    ("長城汽車", "company/great-wall-motor"),
    ("changchengqiche", "company/great-wall-motor"),
    ("zhangchengqiche", "company/great-wall-motor"),
    ("厦门航空", "company/xiamen-airlines"),
    ("xiamenhangkong", "company/xiamen-airlines"),
    ("shamenhangkong", "company/xiamen-airlines"),
    ("绿地", "company/greenland"),
    ("lvdi", "company/greenland"),
    ("lǜdì", "company/greenland"),
    ("lüdi", "company/greenland"),
    ("McDonald’s", "company/mcdonalds"),
    ("McDonald's", "company/mcdonalds"),
    ("maidanglao", "company/mcdonalds"),
    ("Coca-Cola", "company/coca-cola"),
    ("cocacola", "company/coca-cola"),
    ("可口可樂", "company/coca-cola"),
    ("Nestlé", "company/nestle"),
    ("nestle", "company/nestle"),
    ("雀巢", "company/nestle"),
    ("乐高", "company/lego"),
    ("legao", "company/lego"),
    ("yuegao", "company/lego"),
    ("ping'an yinhang", "company/ping-an-bank"),
    ("pinganyinhang", "company/ping-an-bank"),
    ("360", "company/qihoo-360"),
    ("sanliuling", "company/qihoo-360"),
    ("zsyh", "company/china-merchants-bank"),
    ("zhaoshangyinhang", "company/china-merchants-bank"),
    ("亞馬遜", "company/amazon"),
    ("yamaxun", "company/amazon"),
    ("美国", "country/united-states"),
    ("美利坚", "country/united-states"),
    ("USA", "country/united-states"),
    ("meiguo", "country/united-states"),
    ("country:united-states", "country/united-states"),
    ("霓虹", "country/japan"),
    ("riben", "country/japan"),
    ("阿三", "country/india"),
    ("yindu", "country/india"),
    ("欧洲", "region/europe"),
    ("歐洲", "region/europe"),
    ("ouzhou", "region/europe"),
    ("dongnanya", "region/southeast-asia"),
    ("dny", "region/southeast-asia"),
    ("996", "concept/996"),
    ("９９６", "concept/996"),
    ("cfius", "concept/cfius"),
    ("concept:cfius", "concept/cfius"),
    ("垄断", "concept/monopoly"),
    ("壟斷", "concept/monopoly"),
    ("longduan", "concept/monopoly"),
];

#[test]
fn names_lead_to_their_entities() {
    for (name, expected) in NAMES {
        let found = index().find(name, None).expect("the index is whole");
        let first = found.first().map(|reading| local(&reading.iri));
        assert_eq!(first, Some(*expected), "{name}: {found:?}");
    }
}

#[test]
fn slips_lead_to_what_was_meant() {
    for (name, expected) in [
        ("Huwei", "company/huawei"),
        ("Hauwei", "company/huawei"),
        ("Huaweii", "company/huawei"),
        ("uawei", "company/huawei"),
        ("华位", "company/huawei"),
        ("化为", "company/huawei"),
        ("元汽森林", "company/genki-forest"),
        ("元气深林", "company/genki-forest"),
        ("元森林", "company/genki-forest"),
        ("元气森", "company/genki-forest"),
        ("气元森林", "company/genki-forest"),
        ("元森气林", "company/genki-forest"),
        ("yuanqisenlim", "company/genki-forest"),
        ("yuanqsenlin", "company/genki-forest"),
        ("yaunqisenlin", "company/genki-forest"),
        ("字节跳东", "company/bytedance"),
        ("bytedence", "company/bytedance"),
        ("拼夕多", "company/pinduoduo"),
        ("pingduoduo", "company/pinduoduo"),
        ("company:huwei", "company/huawei"),
        ("中国移动通讯", "company/china-mobile"),
        ("Gogle", "company/google"),
        ("tiktk", "company/tiktok"),
    ] {
        let known = index().find(name, None).expect("whole");
        assert!(known.is_empty(), "{name} is a name: {known:?}");
        let found = index().similar(name, None, 5).expect("the index is whole");
        let found: Vec<&str> = found.iter().map(|reading| local(&reading.iri)).collect();
        assert!(found.contains(&expected), "{name}: {found:?}");
    }
}

/// However many names begin and end like it, a slip in the middle is found.
#[test]
fn slips_are_found_among_very_many_names() {
    let card = |number: u32| Card {
        iri: format!("{BASE}company/~{number}"),
        kind: "company".to_owned(),
        label: format!(
            "深圳市{}{}科技有限公司",
            char::from_u32(0x4e00 + number / 200).unwrap_or('一'),
            char::from_u32(0x5f00 + number % 200).unwrap_or('一'),
        ),
        ..Card::default()
    };
    let cards: Vec<Card> = (0..20_000).map(card).collect();
    let shelf = Shelf::of(&cards, &Catalog::default());
    let index = shelf.open().expect("it opens");
    for slip in ["科枝有限公司", "科技有公司", "技科有限公司"] {
        let name = cards[19_000].label.replace("科技有限公司", slip);
        let found = index.similar(&name, None, 3).expect("whole");
        assert_eq!(found.first().map(|first| &first.label), Some(&cards[19_000].label), "{name}");
    }
}

#[test]
fn nothing_is_offered_that_only_shares_letters() {
    let check = |name: &str, expected: &[&str]| {
        let found = index().similar(name, None, 5).expect("the index is whole");
        let found: Vec<&str> = found.iter().map(|reading| local(&reading.iri)).collect();
        assert_eq!(found, expected, "{name}");
    };
    check("Huwei", &["company/huawei"]);
    check("company:huwei", &["company/huawei"]);
    check("华位", &["company/huawei"]);
    check("元汽森林", &["company/genki-forest"]);
}

#[test]
fn initials_are_those_of_the_usual_reading() {
    let check = |name: &str, expected: &[&str]| {
        let found = index().find(name, None).expect("the index is whole");
        let found: Vec<&str> = found.iter().map(|reading| local(&reading.iri)).collect();
        assert_eq!(found, expected, "{name}");
    };
    check("yqsl", &["company/genki-forest"]);
    check("cqpj", &["company/chongqing-brewery"]);
}

#[test]
fn what_sounds_alike_is_offered_first() {
    for (name, expected) in [
        ("华位", "company/huawei"),
        ("元汽森林", "company/genki-forest"),
        ("腾迅", "company/tencent"),
    ] {
        let found = index().similar(name, None, 5).expect("the index is whole");
        assert_eq!(found.first().map(|reading| local(&reading.iri)), Some(expected), "{name}");
    }
}

#[test]
fn what_is_no_name_leads_nowhere() {
    let long = "华".repeat(10_000);
    for name in [
        "",
        " ",
        "-",
        "\0",
        "\u{1b}[31m",
        ".*",
        "(",
        "华为|小米",
        "http://",
        "<>",
        "company:",
        ":",
        &long,
    ] {
        assert!(index().find(name, None).expect("whole").is_empty(), "{name:?} is found");
        index().similar(name, None, 5).expect("whole");
    }
}

#[test]
fn own_names_come_before_pinyin_and_pinyin_before_initials() {
    let found = index().find("xiaomi", None).expect("whole");
    assert_eq!(found[0].matched, Matched::Name);
    assert!(found[1..].iter().all(|reading| reading.matched == Matched::Pinyin), "{found:?}");
    let found = index().find("hw", None).expect("whole");
    assert!(found.iter().all(|reading| reading.matched == Matched::Initials), "{found:?}");
    assert!(found.len() > 1);
}

#[test]
fn a_kind_leaves_only_its_own() {
    for kind in Kind::ALL {
        let found = index().find("hw", Some(kind)).expect("whole");
        assert!(found.iter().all(|reading| reading.kind == kind.as_str()), "{found:?}");
    }
}

#[test]
fn every_name_of_every_entity_finds_it() {
    for (_, entity) in catalog().iter() {
        for name in &entity.names {
            let found = index().find(&name.text, None).expect("whole");
            assert!(
                found.iter().any(|reading| reading.iri == entity.iri.as_str()),
                "`{}` does not lead to {}: {found:?}",
                name.text,
                entity.iri
            );
        }
        let found = index().find(entity.iri.as_str(), None).expect("whole");
        assert_eq!(found.len(), 1, "{}", entity.iri);
    }
}

#[test]
fn the_pinyin_of_every_entity_finds_it() {
    for (_, entity) in catalog().iter() {
        for spelling in spellings(&key(&entity.label)) {
            // Letters of other scripts in a name are not typed in pinyin.
            if typed(&spelling.full).is_empty() {
                continue;
            }
            let found = index().find(&spelling.full, None).expect("whole");
            assert!(
                found.iter().any(|reading| reading.iri == entity.iri.as_str()),
                "`{}` does not lead to {}",
                spelling.full,
                entity.label
            );
        }
    }
}

#[test]
fn every_card_is_the_one_of_its_reading() {
    for (_, entity) in catalog().iter() {
        let reading = index().by_iri(entity.iri.as_str()).expect("whole").expect("it is there");
        assert_eq!(index().card(reading.card).expect("whole").iri, reading.iri);
        assert!(index().documents(reading.card).expect("whole").is_empty());
    }
    assert_eq!(index().len(), catalog().len());
    assert!(index().mentioned().expect("whole").is_empty());
}

#[test]
fn every_card_is_read_as_it_was_written() {
    let written = cards(catalog(), &[], &CoMentions::default());
    for (number, card) in written.iter().enumerate() {
        assert_eq!(index().card(number).expect("whole"), *card);
    }
}

#[test]
fn what_documents_say_is_read_as_it_was_written() {
    let text = "华为和小米手机在印度出海，海角科技有限公司也在。";
    let document = document::read("a.txt", text.as_bytes()).document.expect("it is text");
    let finder = Finder::new(catalog());
    let digest = Digest::new(BASE, text.as_bytes(), &document, catalog(), &finder);
    let written = cards(catalog(), std::slice::from_ref(&digest), &CoMentions::new([&digest]));
    let shelf = Shelf::of(&written, catalog());
    let index = shelf.open().expect("it opens");
    let mut mentioned = 0;
    for (number, card) in written.iter().enumerate().filter(|(_, card)| card.counts.answers > 0) {
        let found_in: Vec<usize> = card.found_in.iter().map(|&number| number as usize).collect();
        assert_eq!(index.documents(number).expect("whole"), found_in);
        assert_eq!(index.card(number).expect("whole"), Card { found_in: vec![], ..card.clone() });
        mentioned += 1;
    }
    let of_kinds = index.mentioned().expect("whole").into_values().map(|of_kind| of_kind.len());
    assert_eq!((mentioned, of_kinds.sum::<usize>()), (5, 5));
}

#[test]
fn a_text_is_found_in_names_and_in_their_pinyin() {
    let check = |text: &str, first: &str, other: &str| {
        let found = index().containing(text, None).expect("whole");
        let found: Vec<&str> = found.iter().map(|reading| local(&reading.iri)).collect();
        assert_eq!(found.first(), Some(&first), "{text}");
        assert!(found.contains(&other), "{text}: {found:?}");
    };
    check("元气", "company/genki-forest", "company/genki-forest");
    check("senlin", "company/genki-forest", "company/genki-forest");
    check("东亚", "region/east-asia", "company/bank-of-east-asia");
    check("cloud", "company/cloudera", "company/huawei-cloud");
    for kind in Kind::ALL {
        let found = index().containing("中", Some(kind)).expect("whole");
        assert!(found.iter().all(|reading| reading.kind == kind.as_str()), "{found:?}");
    }
    assert!(index().containing("没有这个", None).expect("whole").is_empty());
    assert!(index().containing(&"华".repeat(10_000), None).expect("whole").is_empty());
}

#[test]
fn a_damaged_index_is_told_and_never_a_panic() {
    let catalog = Catalog::default();
    let shelf = Shelf::new(&catalog);
    let whole = std::fs::read(shelf.path()).expect("the index");
    let opened = |bytes: &[u8]| {
        std::fs::write(shelf.path(), bytes).expect("written");
        shelf.open().map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(opened(&whole), Ok(()));
    for (bytes, expected) in [
        (&b"something else"[..], "does not begin as a lookup index"),
        (&b""[..], "does not begin as a lookup index"),
        (&whole[..20], "it is too short"),
        (&whole[..whole.len() - 1], "it has not the length"),
        (&b"haitu lookup 1\r\nold"[..], "was written by another version"),
    ] {
        let error = opened(bytes).expect_err("it is damaged");
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn any_changed_byte_is_an_error_or_another_answer_but_no_panic() {
    let names = ["华为", "元气森林", "Huawei Cloud", "Nestlé", "重庆啤酒"];
    let card = |number: usize| Card {
        iri: format!("{BASE}company/~{number}"),
        kind: "company".to_owned(),
        label: format!("{}{number}", names[number % names.len()]),
        found_in: vec![1, 2, 500],
        ..Card::default()
    };
    let cards: Vec<Card> = (0..100).map(card).collect();
    let shelf = Shelf::of(&cards, &Catalog::default());
    let whole = std::fs::read(shelf.path()).expect("the index");
    let mut bytes = whole.clone();
    // The header, and places all over the file.
    let places = (0..96).chain((96..whole.len()).step_by(whole.len() / 300));
    for place in places {
        bytes[place] ^= 0xff;
        std::fs::write(shelf.path(), &bytes).expect("written");
        if let Ok(index) = shelf.open() {
            for name in ["华为1", "yuanqisenlin", "Huwei", "company:~7"] {
                for reading in index.find(name, None).unwrap_or_default() {
                    drop(index.card(reading.card));
                    drop(index.documents(reading.card));
                }
                drop(index.similar(name, None, 5));
            }
            drop(index.mentioned());
        }
        bytes[place] = whole[place];
    }
}
