//! Folding: what makes two ways of writing a name equal.
//!
//! Case, width, traditional and simplified characters, variants, ligatures and what Unicode
//! keeps for the sake of older sets fold to one form; separators (spaces, hyphens, middle dots) and
//! what nobody sees fold to nothing. Folding works on single characters, so a place in folded text
//! is a place in the text.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

/// What a character is worth when names are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// It counts as this character.
    Char(char),
    /// It counts as these characters: ﬂ.
    Ligature(&'static str),
    /// It separates, and is left out: `Tik Tok`, `Coca-Cola`, `中国制造 2025`.
    Separator,
    /// Nobody sees it, and it may stand between any two characters of a name: a soft hyphen, a space
    /// of no width, a variation selector.
    Invisible,
}

impl Folded {
    /// Adds what counts to folded text; tells how many characters that is.
    #[inline]
    pub fn push_to(self, text: &mut String) -> u32 {
        match self {
            Self::Char(c) => {
                text.push(c);
                1
            }
            Self::Ligature(parts) => {
                text.push_str(parts);
                parts.chars().map(|_| 1).sum()
            }
            Self::Separator | Self::Invisible => 0,
        }
    }
}

/// Folds one character.
#[inline]
#[must_use]
pub fn fold(c: char) -> Folded {
    fold_with(c, simplified)
}

/// The character that a character counts as in words: simplified, of usual width; what counts as none
/// or as several stays as it is.
#[must_use]
pub fn simple(c: char) -> char {
    match fold(c) {
        Folded::Char(folded) => folded,
        _ => c,
    }
}

/// The simplified form of a Chinese character, a radical among them; any other character as it is.
#[must_use]
pub fn simple_han(c: char) -> char {
    match fold(c) {
        Folded::Char(folded) if is_han(folded) => folded,
        _ => c,
    }
}

#[inline]
fn fold_with(c: char, simplified: impl Fn(char) -> char) -> Folded {
    match c {
        ' ' | '-' => Folded::Separator,
        '\0'..='\x7f' => Folded::Char(c.to_ascii_lowercase()),
        '\u{3400}'..='\u{9fff}' => Folded::Char(simplified(c)),
        _ if is_invisible(c) => Folded::Invisible,
        '\u{a0}'
        | '·'
        | '\u{2000}'..='\u{200a}'
        | '‐'
        | '‑'
        | '•'
        | '‧'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}'
        | '・'
        | '－'
        | '･' => Folded::Separator,
        '’' | '‘' | '＇' => Folded::Char('\''),
        '！'..='～' => Folded::Char(half_width(c)),
        'ﬀ'..='ﬆ' => Folded::Ligature(LIGATURES[(u32::from(c) - FIRST_LIGATURE) as usize]),
        _ => Folded::Char(match plain(c) {
            han @ '\u{3400}'..='\u{9fff}' => simplified(han),
            other => other.to_lowercase().next().unwrap_or(other),
        }),
    }
}

/// The form under which a name is looked up: all its characters folded, separators left out.
#[must_use]
pub fn key(name: &str) -> String {
    key_with(name, simplified)
}

/// The same, for whoever has but a few names: without the table of all characters, which takes longer to
/// make than such a name to look up.
#[must_use]
pub fn key_alone(name: &str) -> String {
    key_with(name, simplified_alone)
}

fn key_with(name: &str, simplified: impl Fn(char) -> char + Copy) -> String {
    let mut key = String::with_capacity(name.len());
    let composed: Option<String> = name.contains(is_accent).then(|| name.nfc().collect());
    for c in composed.as_deref().unwrap_or(name).chars() {
        fold_with(c, simplified).push_to(&mut key);
    }
    key
}

/// Whether a character leaves no trace of its own on the page: format characters, selectors of a
/// variant, and accents that are written after their letter.
#[inline]
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{61c}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is an accent that is written after its letter.
#[inline]
#[must_use]
pub fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether a character is white space within a line.
#[inline]
#[must_use]
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether a character is a Chinese one.
#[inline]
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Whether a character makes up words that are set apart by spaces: digits, and letters of the
/// Latin, Greek and Cyrillic scripts.
#[inline]
#[must_use]
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{c0}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ'
            | 'ﬀ'..='ﬆ' | '\u{1d400}'..='\u{1d7ff}')
}

fn half_width(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).map_or(c, |c| c.to_ascii_lowercase())
}

/// The character that one stands for that Unicode keeps beside it: ⽇ for 日, 𠮷 for 吉.
fn plain(c: char) -> char {
    match c {
        '\u{212b}' => 'å',
        '\u{2e80}'..='\u{2eff}' => paired(RADICALS, c).unwrap_or(c),
        '\u{2f00}'..='\u{2fdf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{1d400}'..='\u{1d7ff}'
        | '\u{2f800}'..='\u{2fa1f}' => {
            let plain = std::iter::once(c).nfkc().next().unwrap_or(c);
            if plain == c { paired(VARIANTS, c).unwrap_or(c) } else { plain }
        }
        '\u{20000}'..='\u{3ffff}' => paired(VARIANTS, c).unwrap_or(c),
        _ => c,
    }
}

/// What a character is paired with in a table of pairs.
fn paired(table: &str, c: char) -> Option<char> {
    pairs(table).find(|(variant, _)| *variant == c).map(|(_, usual)| usual)
}

fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    let mut chars = table.chars();
    std::iter::from_fn(move || chars.next().zip(chars.next()))
}

const FIRST_LIGATURE: u32 = 0xfb00;

/// What the ligatures from U+FB00 on are made of.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// The radicals of U+2E80 to U+2EFF, which text taken from pages set in type is full of, each before
/// the character that it looks like (Unicode's `EquivalentUnifiedIdeograph`).
const RADICALS: &str = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗\
    ⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风\
    ⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// Characters that are written for another of the same sense and sound, each before the usual one, in
/// its simplified form where it has one.
const VARIANTS: &str = "𠮷吉髙高﨑崎嵜崎冨富桒桑濵滨濱滨邉边邊边𣘺桥槗桥舘馆囯国囻国圀国亰京峯峰嶋岛嶌岛渕渊戸户徳德黒黑歴历値值頼赖産产靑青淸清眞真敎教卽即旣既尙尚內内吳吴呉吴説说強强緖绪衞卫鄕乡顏颜飮饮\
    鷄鸡絕绝爲为昻昂愼慎鎭镇羣群啓启凢凡兎兔侭尽塲场舖铺撃击恵惠気气広广亜亚鉄铁沢泽斉齐栄荣応应専专図图経经済济険险関关対对単单団团銭钱売卖読读証证転转両两歩步毎每抜拔竜龙豊丰剣剑児儿\
    営营伝传仮假価价覚觉観观渓溪検检顕显験验厳严効效鉱矿砕碎雑杂桟栈歯齿実实釈释収收渋涩獣兽縦纵粛肃処处緒绪諸诸奨奖焼烧乗乘浄净畳叠譲让醸酿嬢娘酔醉穂穗髄髓瀬濑摂摄薦荐繊纤捜搜挿插巣巢\
    騒骚臓脏蔵藏続续帯带滝泷択择嘆叹弾弹遅迟鋳铸庁厅聴听勅敕鎮镇塚冢逓递電电稲稻県县桜樱郷乡辺边浜滨覇霸拝拜廃废髪发払拂仏佛併并変变満满黙默訳译薬药揺摇様样謡谣覧览猟猎緑绿涙泪塁垒\
    隷隶霊灵齢龄労劳録录";

const HAN_FIRST: u32 = 0x3400;
const HAN_LAST: u32 = 0x9fff;

/// The simplified forms of all characters from the first to the last.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all: String = (HAN_FIRST..=HAN_LAST).filter_map(char::from_u32).collect();
    let mut table: Vec<char> = all.chars().map(of_dictionary).collect();
    for (variant, usual) in pairs(VARIANTS) {
        if let Some(place) = u32::from(variant).checked_sub(HAN_FIRST)
            && let Some(simplified) = table.get_mut(place as usize)
        {
            *simplified = usual;
        }
    }
    table
});

/// The simplified form of a character of U+3400 to U+9FFF.
fn simplified(c: char) -> char {
    TABLE[(u32::from(c) - HAN_FIRST) as usize]
}

/// The simplified form of a character by itself.
fn simplified_alone(c: char) -> char {
    paired(VARIANTS, c).unwrap_or_else(|| of_dictionary(c))
}

/// The simplified form of a traditional character. 乾 stays: alone it is a name, not 干.
fn of_dictionary(c: char) -> char {
    let mut buffer = [0; 4];
    fast2s::convert(c.encode_utf8(&mut buffer)).chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{Folded, fold, fold_with, key, simplified_alone};

    #[test]
    fn names_written_differently_have_one_key() {
        let check = |written: &str, expected: &str| assert_eq!(key(written), expected, "{written}");
        check("華為", "华为");
        check("ＨＵＡＷＥＩ", "huawei");
        check("Tik Tok", "tiktok");
        check("Coca-Cola", "cocacola");
        check("中国制造 2025", "中国制造2025");
        check("史蒂夫·乔布斯", "史蒂夫乔布斯");
        check("McDonald’s", "mcdonald's");
        check("亞馬遜", "亚马逊");
        check("台積電", "台积电");
        check("Ｔｉｋ　Ｔｏｋ", "tiktok");
        check("Nestlé", "nestlé");
        check("Nestle\u{301}", "nestlé");
        check("Netﬂix", "netflix");
        check("𠮷野家", "吉野家");
        check("⽇本", "日本");
        check("⾹港", "香港");
        check("⻄⻔⼦", "西门子");
        check("⾦⼭", "金山");
        check("\u{f90a}山", "金山");
        check("髙島屋", "高岛屋");
        check("横浜", "横滨");
        check("𝐓𝐢𝐤𝐓𝐨𝐤", "tiktok");
        check("华\u{200b}为\u{fe0f}", "华为");
        check("Face\u{ad}book\u{e0100}", "facebook");
    }

    #[test]
    fn what_folds_one_character_alone_folds_it_in_a_table_too() {
        let alone = |c: char| fold_with(c, simplified_alone);
        let all = ('\0'..=char::MAX).filter(|&c| fold(c) != alone(c));
        assert_eq!(all.collect::<String>(), "");
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        let twice = |c: char| match fold(c) {
            Folded::Char(folded) => fold(folded) == Folded::Char(folded),
            _ => true,
        };
        let all: String = ('\0'..=char::MAX).filter(|&c| !twice(c)).collect();
        assert_eq!(all, "");
    }
}
