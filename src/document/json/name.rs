//! What people call the fields of a text: names are compared without case, hyphens and low lines, so
//! that `createdAt`, `created_at` and `Created-At` are one.

/// The text itself, the surest name first.
const TEXT: [&str; 30] = [
    "text",
    "fulltext",
    "longtext",
    "longtextcontent",
    "content",
    "contenthtml",
    "articlecontent",
    "articlebody",
    "body",
    "bodyhtml",
    "html",
    "markdown",
    "contenttext",
    "maintext",
    "rawtext",
    "textraw",
    "rawcontent",
    "textcontent",
    "plaintext",
    "selftext",
    "answercontent",
    "answertext",
    "contentnoencode",
    "commentcontent",
    "article",
    "正文",
    "内容",
    "內容",
    "全文",
    "文本",
];

/// A short form of it, which stands for a text only where nothing else does and a title is told.
const SUMMARY: [&str; 11] = [
    "detail",
    "summary",
    "excerpt",
    "description",
    "desc",
    "abstract",
    "digest",
    "intro",
    "brief",
    "摘要",
    "简介",
];

/// The headline.
const TITLE: [&str; 9] = [
    "title",
    "headline",
    "articletitle",
    "questiontitle",
    "subject",
    "question",
    "标题",
    "標題",
    "题目",
];

/// Who wrote it.
const AUTHOR: [&str; 16] = [
    "author",
    "authors",
    "authorname",
    "user",
    "username",
    "screenname",
    "nickname",
    "creator",
    "writer",
    "byline",
    "postedby",
    "answerauthor",
    "fullname",
    "from",
    "作者",
    "发布者",
];

/// What a person is called, in an object that describes one.
const PERSON: [&str; 9] = [
    "name",
    "screenname",
    "nickname",
    "displayname",
    "fullname",
    "username",
    "nick",
    "author",
    "id",
];

/// When it was published, the surest name first.
const PUBLISHED: [&str; 34] = [
    "datepublished",
    "publishedat",
    "publishedtime",
    "publishtime",
    "publishat",
    "publishdate",
    "publisheddate",
    "pubdate",
    "pubtime",
    "published",
    "发布时间",
    "发布日期",
    "发表时间",
    "date",
    "createdat",
    "createdtime",
    "createtime",
    "creationdate",
    "datecreated",
    "createddate",
    "created",
    "createdutc",
    "posttime",
    "postdate",
    "postedat",
    "time",
    "datetime",
    "timestamp",
    "ctime",
    "日期",
    "时间",
    "创建时间",
    "uploaddate",
    "dateuploaded",
];

/// When it was last changed.
const MODIFIED: [&str; 9] = [
    "datemodified",
    "modified",
    "modifiedat",
    "updatedat",
    "updatedtime",
    "updatetime",
    "updated",
    "lastmod",
    "更新时间",
];

/// Where it stands in the web.
const URL: [&str; 9] =
    ["url", "link", "href", "permalink", "originalurl", "sourceurl", "htmlurl", "链接", "网址"];

/// What it is known by.
const ID: [&str; 8] = ["id", "idstr", "guid", "uuid", "mid", "answerid", "articleid", "postid"];

/// The text within an object that stands for one: `{"rendered": "…"}`.
const INSIDE: [&str; 8] =
    ["rendered", "longtextcontent", "text", "content", "html", "value", "insert", "$t"];

/// Objects that describe something else than texts.
const ASIDE: [&str; 16] = [
    "author",
    "authors",
    "user",
    "creator",
    "paging",
    "pagination",
    "meta",
    "metadata",
    "topics",
    "tags",
    "media",
    "images",
    "attachments",
    "config",
    "settings",
    "badge",
];

/// Fields in which others speak than the author of the item.
const OTHERS: [&str; 13] = [
    "answers",
    "comments",
    "replies",
    "reply",
    "comment",
    "childcomments",
    "suggestedanswer",
    "acceptedanswer",
    "retweetedstatus",
    "retweet",
    "quotedstatus",
    "quotedtweet",
    "originpin",
];

/// Further texts that an item with a text of its own may hold.
const FURTHER: [&str; 21] = [
    "answers",
    "comments",
    "replies",
    "items",
    "children",
    "posts",
    "articles",
    "data",
    "list",
    "results",
    "retweetedstatus",
    "retweet",
    "quotedstatus",
    "quotedtweet",
    "originpin",
    "suggestedanswer",
    "acceptedanswer",
    "comment",
    "childcomments",
    "reply",
    "notes",
];

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Text,
    Summary,
    Title,
    Author,
    Person,
    Published,
    Modified,
    Url,
    Id,
    Inside,
    Aside,
    Further,
    Others,
}

impl Purpose {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Text => &TEXT,
            Self::Summary => &SUMMARY,
            Self::Title => &TITLE,
            Self::Author => &AUTHOR,
            Self::Person => &PERSON,
            Self::Published => &PUBLISHED,
            Self::Modified => &MODIFIED,
            Self::Url => &URL,
            Self::Id => &ID,
            Self::Inside => &INSIDE,
            Self::Aside => &ASIDE,
            Self::Further => &FURTHER,
            Self::Others => &OTHERS,
        }
    }

    /// How sure a name is that a field serves this purpose: 0 is the surest.
    pub(super) fn rank(self, name: &str) -> Option<usize> {
        self.names().iter().position(|known| *known == name)
    }
}

/// A field's name as the tables have it.
pub(super) fn plain(name: &str) -> String {
    let letters =
        name.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ' | '@' | '\u{FEFF}'));
    letters.flat_map(char::to_lowercase).collect()
}
