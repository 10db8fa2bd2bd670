//! Chinese surnames: they tell people from words, where words are parted and where names are judged.

/// Surnames that are hardly ever words by themselves.
const SURNAMES: &str = "王李刘陈杨赵黄吴徐孙胡朱郭梁罗谢唐冯董萧程曹袁邓傅沈吕彭蒋蔡贾魏薛阎潘杜姚谭廖邹熊陆郝\
    孔崔邱秦侯邵孟尹阮邝汪范郑韦俞聂蓝龚贺赖岑辜殷樊阚霍虞柯缪甄喻骆鲍庄耿褚覃冼邢裴翁";

/// Whether a character, a simplified one, is a surname and hardly ever a word by itself.
pub(super) fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}
