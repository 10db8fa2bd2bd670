//! English words that tell no company apart, and those that say that none is meant.

/// Words that are common in phrases that end as company names do.
const COMMON: &str = "\
    of for to in at on by and or with from as is are a academic account act action active \
    additive address administration advanced advisory affinity affordable africa african after \
    age aging agricultural agriculture air aircraft alternative america american analysis \
    analytics analyze android animal application applications applied architecture arctic area \
    artificial asia asian assembly asset audio australia authority automated automatic \
    automation autonomous aviation background banking basic battery behavior behavioral best \
    better big biological biomedical blockchain board body book brain brand broadcasting \
    building business buy cancer capital car carbon care cell center central chain chamber \
    change chemical child china chinese choice circle circular city civil class clean clear \
    climate clinical close cloud cluster clusters coal cognitive collaborative collective \
    college command commerce commercial committee common communication communications community \
    company complete complex compliance computational computer computing concrete congressional \
    connected conservation constructional consumer content contract control converting cooling \
    coordination core corporate corporation country creative credit crime critical cross \
    cryptocurrency cultural culture current custom customer cyber cyber-physical cybersecurity \
    daily data database debugging decision deep defense defence delivery demand demo democratic \
    department desert design desktop detection developing development device digital direct \
    discovery discussion disruptive distributed distribution dna domain drug drugs dynamic \
    early earth east ecological economic economy education educational eight electric \
    electrical electronic electronics embedded emergency emerging emotion enabling energy \
    engine engineering english enterprise entertainment environmental equity ethnic eu europe \
    european evidence exchange executive experimental expert explosive export external eye \
    facility family farm fashion fast federal field file files film final finance financial \
    first fiscal five fixed flight flooring focus food foreign forest former forum foundation \
    four free freedom frequent friends front fuel full fundamental fusion future game gaming \
    gas gender gene general generation genetic genocide global good google-like government \
    grand graph green grid ground group growth handheld handling hardware health healthcare \
    heating high high-tech higher history holding holdings home hong hospital hotel household \
    housing human hybrid hydrogen identification image imaging immune import incident \
    independent india indian industrial industries industry information infrastructure \
    initiative innovation innovative institute insurance integrated intelligence intelligent \
    interaction interactive interest interim internal international internet interstate \
    investigation investment investor iron issue it japan japanese job joint key knowledge \
    knowledge-based kong korea korean lab labor laboratory labour land language large lawful \
    leadership learning legal legacy level life light limited linear linguistic living local \
    logistics long low machine main maintenance major management manufacturing marine market \
    marketing markets mass master material materials mathematical media medical medicine medium \
    member membership mental meta method metro micro military mind minor minority mixed mobile \
    mobility model modern modular money monitoring motion motor multi multimedia muscle music \
    my national native natural naval navigation network networked networking networks neural \
    new news next night no non-profit north northern nosql nuclear number nuclear-powered \
    object ocean office oil old one online open operating operation operational operations \
    opinion optical optics oral oregon organic organization original other overseas pacific \
    paper parallel parent partner partners party passive patient payment peer penal pension \
    people performance personal personnel pharmaceutical phone physical physics physiological \
    planning plant platform plus point police policy political pollution population power \
    practice precision president press price primary principal print private probability \
    process processing product production products professional professor program programming \
    project property protection provincial psychiatric psychological public publishing quality \
    quantitative quantum quarterly question quick race radio rail railway rapid raw real \
    real-time recent recommender recovery recycling red regional regular regulatory \
    rehabilitation related reliability religious remote renewable rental report reproductive \
    republic rescue reserve resource resources retail review risk robot robotic robotics rural \
    safety sample satellite scheme school science sciences scientific search second secret \
    secure securities security seed self semiconductor senior sensor series service services \
    sex sexual shadow share shared shipping short sierra signal simple simulation single sky \
    small smart so social socialist software soil solar solid solutions sound south southern \
    space special specialty species speech speed sport sports square staff standard star start \
    startup state states statistical steel stem stock storage strategic strategy street \
    structural student studies study sub subsea summer sun super superior supply support \
    surface surveillance survey sustainability sustainable symbolic system systems taiwan \
    talent target tax teaching team technical technological technology tele television ten test \
    testing text the theoretical theory therapy third this three time top total tourism toy \
    trade trading traffic training transfer transport transportation travel trial two \
    underground undergraduate undercover underwater union united universal university unmanned \
    upstream urban us user vaccine value vehicle venture ventures video virtual vision visual \
    vocational voice volunteer water weak weapon weapons web website welfare west western \
    whisper white wildlife wind wireless women word work worker workers working world writing \
    xx xxx year young youth zero";

/// Words that say that a body is meant, or a set, and no company.
const BODIES: &str = "\
    bank-group concern coordination council country countries consultative crisis cup focus \
    interest leading liberties lawyers minority rights sovereign steering study support task \
    terrorist terror union working nations ministry minutemen age blood target control \
    experimental peer ethnic rebel two one";

/// Words that open a line, a title or an order before a name.
const OPENING: &str = "\
    The A An Visit Copyright How Are Is Was By From In At With And For Of To See About Via My \
    Our Your Their When Why What Who Where Inside Former Meet Join Buy Photo Source Sources \
    Credit Courtesy Image Introducing Welcome Hacking";

/// Whether one of the words before a last word tells a company apart.
pub(super) fn has_own_word(head: &str) -> bool {
    let is_own = |word: &str| {
        let lower = word.to_ascii_lowercase();
        let letters = lower.chars().filter(char::is_ascii_alphanumeric).count();
        letters > 1 && !is_in(COMMON, &lower)
    };
    head.split([' ', '/']).any(is_own)
}

/// Whether words say that a body or a set is meant.
pub(super) fn is_of_body(head: &str) -> bool {
    head.split_whitespace().any(|word| is_in(BODIES, &word.to_ascii_lowercase()))
}

/// A run of capitalised words without those that open it.
pub(super) fn without_opening(run: &str) -> &str {
    let mut rest = run;
    while let Some((first, after)) = rest.split_once(' ') {
        if !is_in(OPENING, first) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// Whether what was left out before a name asks: the headline `How Fsociety Destroyed Evil Corp`.
pub(super) fn asks(opening: &str) -> bool {
    const QUESTIONS: &str = "How Why What Who When Where Are Is Was";
    opening.split_whitespace().any(|word| is_in(QUESTIONS, word))
}

/// Whether a capitalised word, or a capital letter, follows after a space and goes on with a phrase.
pub(super) fn begins_word(after: &str) -> bool {
    const OFFICES: [&str; 6] = ["CEO", "CFO", "COO", "CTO", "IPO", "ADR"];
    after.strip_prefix(' ').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_uppercase())
            && !OFFICES.into_iter().any(|office| rest.starts_with(office))
    })
}

/// Whether the last word before a name puts it into a larger phrase: Journal of …, Institute for ….
pub(super) fn ends_in_preposition(before: &str) -> bool {
    const PREPOSITIONS: [&str; 8] = [" of", " for", " in", " on", " to", " and", " from", " with"];
    let before = before.trim_end().trim_end_matches(" the");
    PREPOSITIONS.into_iter().any(|word| before.ends_with(word))
}

fn is_in(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}
