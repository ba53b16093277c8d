"""What somebody who has never seen YAML does wrong: each mistake has its place, its words, and a line that cures it."""

from __future__ import annotations

import re

import pytest

from sharedcare.findings import Finding
from sharedcare.register.model.protocol import Protocol
from sharedcare.register.reading.positions import parse
from sharedcare.register.reading.trouble import Trouble
from sharedcare.register.shape import read_record

MISTAKES = {
    "a quote left open": (
        'id: x\ntitle: "Methotrexate\narea: y\nb:\n  c: 1\n',
        "2:8 the quotation mark that opens here is never closed",
        '  To close it, write `title: "Methotrexate"`',
    ),
    "a quote left open before another": (
        'id: x\ntitle: "Methotrexate\narea: "y"\n',
        "2:8 the quotation mark that opens here is closed only on line 3",
        '  To close it, write `title: "Methotrexate"`',
    ),
    "a quote closed by a later one": (
        'id: x\ntitle: "Methotrexate\narea: y\nc: "d"\ne: f\n',
        "2:8 the quotation mark that opens here is closed only on line 4",
        '  To close it, write `title: "Methotrexate"`',
    ),
    "a quote that swallows a key": (
        'a: "b\nc: d"\n',
        "1:4 the quotation mark that opens here is closed only on line 2",
        '  To close it, write `a: "b"`',
    ),
    "a single quote left open": (
        "id: x\ntitle: 'Methotrexate\narea: y\n",
        "2:8 the quotation mark that opens here is never closed",
        "  To close it, write `title: 'Methotrexate'`",
        '  If it is an apostrophe, write `title: "\'Methotrexate"`',
    ),
    "a quote left open in a list": (
        'a: ["x, y]\nb: c\n',
        "1:5 the quotation mark that opens here is never closed",
        "  Close it where its text ends",
    ),
    "a quote left open between brackets": (
        'a: {b: "x, c: y}\nd: "e"\n',
        "1:8 the quotation mark that opens here is closed only on line 2",
        "  Close it where its text ends",
    ),
    "a quote left open round a key": (
        '"a: b\nc: d\n',
        "1:1 the quotation mark that opens here is never closed",
        '  To close it, write `"a: b"`',
    ),
    "a text over two lines, its quote left open": (
        'a: "x\n  y\nb: 1\n',
        "1:4 the quotation mark that opens here is never closed",
        "  Close it where its text ends",
    ),
    "an apostrophe in single quotes": (
        "title: 'the patient's own'\narea: b\n",
        "1:21 the quotation mark before this ends the text, but more text follows",
        '  Write `title: "the patient\'s own"`',
    ),
    "quotes inside quotes": (
        'title: "Say "yes" now"\n',
        "1:14 the quotation mark before this ends the text, but more text follows",
        "  Write `title: 'Say \"yes\" now'`",
    ),
    "text behind a quote": (
        'a: "x" y\n',
        "1:8 the quotation mark before this ends the text, but more text follows",
        "  Write `a: '\"x\" y'`",
    ),
    "a backslash in quotes": (
        'a: "C:\\docs"\n',
        "1:7 `\\d` stands for no character inside double quotation marks",
        "  Write `a: 'C:\\docs'`",
    ),
    "a hash right behind a quote": (
        'a: "x"#y\n',
        "1:7 what stands behind the closing quotation mark is dropped, since it begins with `#`",
        "  If it belongs to the text, put it before the closing mark",
        "  If it is a comment, put a space before the `#`",
    ),
    "a line one space too far left": (
        "a:\n  b: 1\n c: 2\n",
        "3:2 this line begins with 1 space, which fits no line above it",
        "  Begin it with 2 spaces to belong with line 2, or no space to belong with line 1",
    ),
    "a line one space too far right": (
        "a:\n  b: 1\n   c: 2\n",
        "3:4 this line begins with 3 spaces, which fits no line above it",
        "  Write `  c: 2`",
        "  If it goes on with the text of line 2, put that text in quotation marks, on one line",
    ),
    "a first line moved in": (
        "a: 1\n b: 2\n",
        "2:2 this line begins with 1 space, which fits no line above it",
        "  Write `b: 2`",
        "  If it goes on with the text of line 1, put that text in quotation marks, on one line",
    ),
    "a row one space too far left": (
        "a:\n  - b\n - c\n",
        "3:2 this line begins with 1 space, which fits no line above it",
        "  Write `  - c`",
    ),
    "a row's key one space too far left": (
        "a:\n  - b: 1\n   c: 2\n",
        "3:4 this line begins with 3 spaces, which fits no line above it",
        "  Begin it with 4 spaces to belong with line 2, or no space to belong with line 1",
    ),
    "a row's key under its hyphen": (
        "a:\n  - b: 1\n  c: 2\n",
        "3:3 this line stands among rows, and does not begin with a hyphen",
        "  If it belongs to the row above, write `    c: 2`",
        "  If it begins a new row, write `  - c: 2`",
    ),
    "a row's key too far right": (
        "a:\n  - b: 1\n     c: 2\n",
        "3:6 this line begins with 5 spaces, which fits no line above it",
        "  Write `    c: 2`",
        "  If it goes on with the text of line 2, put that text in quotation marks, on one line",
    ),
    "a row among keys": (
        "a: 1\n- b\n",
        "2:1 a row that begins with a hyphen stands among keys",
        "  Begin it with two spaces more than the key that it belongs to; if it is no row, remove the hyphen",
    ),
    "a key among rows": (
        "- b\na: 1\n",
        "2:1 this line stands among rows, and does not begin with a hyphen",
        "  If it begins a new row, write `- a: 1`",
    ),
    "a text block with one line too far left": (
        "a: |\n   x\n  y\nb: 1\n",
        "3:3 this line begins with 2 spaces, and the text above it with 3 spaces",
        "  Begin it with 3 spaces, as line 2 does",
    ),
    "a square bracket left open": (
        "a: [x, y\nb: 1\nc: 2\n",
        "1:4 the bracket `[` that opens here is never closed",
        "  If it should end on this line, write `a: [x, y]`",
    ),
    "a brace left open in a row": (
        "rows:\n  - {a: 1, b: 2\n  - {a: 3, b: 4}\n",
        "2:5 the bracket `{` that opens here is never closed",
        "  If it should end on this line, write `  - {a: 1, b: 2}`",
    ),
    "a brace left open at the end": (
        "a: {x: 1, y: 2\n",
        "1:4 the bracket `{` that opens here is never closed",
        "  If it should end on this line, write `a: {x: 1, y: 2}`",
    ),
    "a brace left open behind a comma": (
        "rows:\n  - {a: 1,\n  - {a: 2}\n",
        "2:5 the bracket `{` that opens here is never closed",
        "  Write `}` where it ends",
    ),
    "two brackets, one left open": (
        "a:\n  b: {c: [x, y]\n  d: 1\n",
        "2:6 the bracket `{` that opens here is never closed",
        "  If it should end on this line, write `  b: {c: [x, y]}`",
    ),
    "the wrong bracket": (
        "b: {a: 1]\n",
        "1:9 `]` stands where `}` should close the `{` of column 4",
        "  Write `}`, or look for a bracket left open between the two",
    ),
    "a bracket too many": (
        "b: {a: 1}}\n",
        "1:10 this `}` closes nothing",
        "  Remove it, or write the bracket that it should close",
    ),
    "a comma left out": (
        "b: {a: 1 c: 2}\n",
        "1:11 a comma, or the closing `}`, is missing before this",
        "  Put a comma between two entries",
        "  A text that holds a comma, a colon or a bracket needs quotation marks between brackets",
    ),
    "a comma too many": (
        "a: [a,, b]\n",
        "1:7 nothing stands before this comma",
        "  Remove the comma, or write what it should follow",
    ),
    "a colon between brackets": (
        "rows:\n  - {says: Methotrexate: adults, by: x}\n  - {a: b}\n",
        "2:24 a comma, or the closing `}`, is missing before this",
        "  Put a comma between two entries",
        "  A text that holds a comma, a colon or a bracket needs quotation marks between brackets",
    ),
    "a text that begins with brackets": (
        "title: [Draft] Methotrexate\n",
        "1:16 more text follows the closing `]`",
        '  If the brackets belong to the text, write `title: "[Draft] Methotrexate"`',
        "  If it is a list, put the text inside the brackets, behind a comma",
    ),
    "an unsettled merge": (
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> branch\nc: 1\n",
        "2:1 two people changed the same lines, and both versions stand here",
        "  Keep one version of lines 2 to 6; delete the other, and the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    "what is left of a merge": (
        "a: 1\n>>>>>>> branch\nb: 2\n",
        "2:1 this line is left over from two versions of the same lines",
        "  Keep one version; delete the other, and the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    "another rest of a merge": (
        "a: 1\n=======\nb: 2\n",
        "2:1 this line is left over from two versions of the same lines",
        "  Keep one version, and delete the other and this line",
    ),
    "no space behind a colon": (
        "id: x\ntitle:Methotrexate\narea: y\n",
        "2:7 no space follows the colon",
        "  Write `title: Methotrexate`",
    ),
    "no space behind the first colon": (
        "title:Methotrexate\narea: y\n",
        "1:7 no space follows the colon",
        "  Write `title: Methotrexate`",
    ),
    "no space behind a colon, in a block": (
        "a:\n  b: 1\n  c:2\n  d: 3\n",
        "3:5 no space follows the colon",
        "  Write `  c: 2`",
    ),
    "no space behind a colon, in a row": (
        "a:\n  - id:ra\n    name: x\n",
        "2:8 no space follows the colon",
        "  Write `  - id: ra`",
    ),
    "no space behind any colon": (
        "a:1\nb:2\n",
        "1:3 no space follows the colon",
        "  Write `a: 1`",
        "2:3 no space follows the colon",
        "  Write `b: 2`",
    ),
    "no space behind a hyphen": (
        "a:\n  -id: x\n   b: 1\n",
        "2:3 no space follows the hyphen",
        "  Write `  - id: x`",
        "  If the hyphen belongs to a text, put the text in quotation marks",
    ),
    "no space behind any hyphen": (
        "a:\n  -x\n  -y\n",
        "2:3 no space follows the hyphen",
        "  Write `  - x`",
        "  If the hyphen belongs to a text, put the text in quotation marks",
        "3:3 no space follows the hyphen",
        "  Write `  - y`",
        "  If the hyphen belongs to a text, put the text in quotation marks",
    ),
    "a key without a colon": (
        "id: x\ntitle Methotrexate\narea: y\n",
        "2:1 this line has no colon, so YAML finds no key in it",
        "  If `title` is a key, write `title: Methotrexate`",
        "  If it goes on with the text above, begin it with 2 spaces",
    ),
    "a key without a colon above a block": (
        "id: x\ndocument\n  status: x\n  b: c\n",
        "2:1 this line has no colon, so YAML finds no key in it",
        "  If `document` is a key, write `document:`",
        "  If it goes on with the text above, begin it with 2 spaces",
    ),
    "a first key without a colon": (
        "title Methotrexate\narea: y\n",
        "1:1 this line has no colon, so YAML finds no key in it",
        "  If `title` is a key, write `title: Methotrexate`",
    ),
    "a key without a colon in a block": (
        "document:\n  status approved\n  committee: x\n",
        "2:3 this line has no colon, so YAML finds no key in it",
        "  If `status` is a key, write `  status: approved`",
        "  If it is a text, put the whole of it in quotation marks",
    ),
    "a paragraph that goes on at the left": (
        "a: first line\nsecond line\nb: c\n",
        "2:1 this line has no colon, so YAML finds no key in it",
        "  If it goes on with the text above, begin it with 2 spaces",
        "  A key is one word followed by a colon, for example `title: Methotrexate`",
    ),
    "a text with a colon below its key": (
        "says:\n  Take it\n  area: y\n",
        "2:3 this line has no colon, so YAML finds no key in it",
        "  If it is a text, put the whole of it in quotation marks",
        "  A key is one word followed by a colon, for example `title: Methotrexate`",
    ),
    "a wide colon": (
        "a\uff1a b\nc: d\n",
        "1:2 this colon is U+FF1A FULLWIDTH COLON, which only looks like `:`",
        "  Write `a: b`",
    ),
    "a wide colon in a block": (
        "a:\n  b\uff1a c\nd: e\n",
        "2:4 this colon is U+FF1A FULLWIDTH COLON, which only looks like `:`",
        "  Write `  b: c`",
    ),
    "a key that is too long": (
        f"b: 1\n{'a' * 1100}: b\n",
        "2:1 this key is longer than YAML can read",
        "  A key is one word followed by a colon, for example `title: Methotrexate`",
    ),
    "a colon in a text": (
        "title: Methotrexate: adults\n",
        "1:20 a colon inside a text makes YAML look for a second value here",
        '  Write `title: "Methotrexate: adults"`',
    ),
    "a colon in a row": (
        "a:\n  - Methotrexate: adults: x\n",
        "2:25 a colon inside a text makes YAML look for a second value here",
        '  Write `  - "Methotrexate: adults: x"`',
    ),
    "a colon in a text before a comment": (
        "a: Meth: x # note\n",
        "1:8 a colon inside a text makes YAML look for a second value here",
        '  Write `a: "Meth: x" # note`',
    ),
    "a colon in a long text": (
        f"title: Meth: {'x' * 300}\n",
        "1:12 a colon inside a text makes YAML look for a second value here",
        "  Put the text in quotation marks",
    ),
    "a bullet": (
        "a:\n  • x\n  • y\n",
        "2:3 `•` stands before this row, and YAML knows no bullet but the hyphen",
        "  Write `  - x`",
        "3:3 `•` stands before this row, and YAML knows no bullet but the hyphen",
        "  Write `  - y`",
    ),
    "a bullet at the left": (
        "a:\n• x\n• y\n",
        "2:1 `•` stands before this row, and YAML knows no bullet but the hyphen",
        "  Write `- x`",
    ),
    "a dash for a hyphen": (
        "a:\n  – x\n  – y\n",
        "2:3 `–` stands before this row, and YAML knows no bullet but the hyphen",
        "  Write `  - x`",
    ),
    "quotes of Word round a text with a colon": (
        "title: “Methotrexate: adults”\n",
        "1:8 `“` is no quotation mark of YAML",
        '  Write `title: "Methotrexate: adults"`',
    ),
    "quotes of Word round a text": (
        "title: “Methotrexate”\n",
        "1:8 `“` is no quotation mark of YAML: it becomes a part of the text",
        '  Write `title: "Methotrexate"`',
        '  If the document prints these marks, write `"“Methotrexate”"`',
    ),
    "quotes of Word in a list": (
        "a: [“x y”]\n",
        "1:5 `“` is no quotation mark of YAML: it becomes a part of the text",
        '  Write `"x y"`',
        '  If the document prints these marks, write `"“x y”"`',
    ),
    "a percent sign first": (
        "a: %5\n",
        "1:4 a text cannot begin with `%`, which means something to YAML",
        '  Write `a: "%5"`',
    ),
    "a percent sign at the left": (
        "%5 of them\n",
        "1:1 a line that begins with `%` gives YAML an order",
        "  Remove the line; if it belongs to a text, put the text in quotation marks, on one line",
    ),
    "an at sign first": (
        "a: @home\n",
        "1:4 a text cannot begin with `@`, which means something to YAML",
        '  Write `a: "@home"`',
    ),
    "an at sign first in a list": (
        "a: [@home]\n",
        "1:5 a text cannot begin with `@`, which means something to YAML",
        "  Put the text in quotation marks",
    ),
    "a backquote first": (
        "a: `x`\n",
        "1:4 a text cannot begin with a backquote, which means something to YAML",
        '  Write `a: "`x`"`',
    ),
    "an asterisk first": (
        "a: * take\n",
        "1:4 a text cannot begin with `*`, which means something to YAML",
        '  Write `a: "* take"`',
    ),
    "an ampersand first": (
        "a: & b\n",
        "1:4 a text cannot begin with `&`, which means something to YAML",
        '  Write `a: "& b"`',
    ),
    "a greater sign first": (
        "a: >=5\n",
        "1:4 a text cannot begin with `>`, which means something to YAML",
        '  Write `a: ">=5"`',
    ),
    "a stroke first": (
        "a: | x\n",
        "1:4 a text cannot begin with `|`, which means something to YAML",
        '  Write `a: "| x"`',
    ),
    "a question mark first": (
        "a: ? x\n",
        "1:4 a text cannot begin with `?`, which means something to YAML",
        '  Write `a: "? x"`',
    ),
    "a comma first": (
        "a: , x\n",
        "1:4 a text cannot begin with `,`, which means something to YAML",
        '  Write `a: ", x"`',
    ),
    "a bracket first": (
        "a: x]\nb: ]\n",
        "2:4 a text cannot begin with `]`, which means something to YAML",
        '  Write `b: "]"`',
    ),
    "a row beside its key": (
        "a: - x\n",
        "1:4 a row of a list stands on the line of its key",
        "  Write the row on the line below: `  - x`",
        '  If the hyphen belongs to the text, write `a: "- x"`',
    ),
    "nothing behind a hyphen beside its key": (
        "a: -\n",
        "1:4 a row of a list stands on the line of its key",
        "  Write the row on the line below: `  -`",
    ),
    "spaces of Word as indent": (
        "a:\n  c: 1\n\xa0\xa0b: 1\n",
        "3:1 the space here is U+00A0 NO-BREAK SPACE, as Word and web pages have it; YAML takes it for a letter",
        "  Write `  b: 1`",
        "  Type ordinary spaces",
    ),
    "a space of Word behind a colon": (
        "a:\xa0b\nc: d\n",
        "1:3 the space here is U+00A0 NO-BREAK SPACE, as Word and web pages have it; YAML takes it for a letter",
        "  Write `a: b`",
        "  Type ordinary spaces",
    ),
    "a space of Word behind a hyphen": (
        "a:\n  -\xa0b\n  -\xa0c\n",
        "2:4 the space here is U+00A0 NO-BREAK SPACE, as Word and web pages have it; YAML takes it for a letter",
        "  Write `  - b`",
        "  Type ordinary spaces",
        "3:4 the space here is U+00A0 NO-BREAK SPACE, as Word and web pages have it; YAML takes it for a letter",
        "  Write `  - c`",
        "  Type ordinary spaces",
    ),
    "text behind three points": (
        "a: b\n... more\n",
        "2:5 more text follows what YAML takes for the end of the file",
        "  Look at this line and the one above it: most often a colon, a quote, a bracket or the indent is wrong",
    ),
    "a soft hyphen": (
        "title: metho\xadtrexate\n",
        "1:13 the character U+00AD SOFT HYPHEN, which nobody can see, stands here",
        "  Write `title: methotrexate`",
    ),
    "a number behind a hash": (
        "a:\n  - see item # 2 of list\n",
        "2:14 the text ends here, since YAML takes a `#` after a space for the start of a comment",
        '  If it belongs to the text, write `"see item # 2 of list"`',
        "  If it is a comment, put it on a line of its own, above this one",
    ),
    "a hash between brackets of a text": (
        "a: unchanged (see # of list)\n",
        "1:19 the text ends here, since YAML takes a `#` after a space for the start of a comment",
        '  If it belongs to the text, write `"unchanged (see # of list)"`',
        "  If it is a comment, put it on a line of its own, above this one",
    ),
    "a hash right before a word": (
        "a: unchanged #list\n",
        "1:14 the text ends here, since YAML takes a `#` after a space for the start of a comment",
        '  If it belongs to the text, write `"unchanged #list"`',
        "  If it is a comment, put a space after the `#`",
    ),
    "a blank that is a letter": (
        "a: below 3\u2800\u3164.5\n",
        "1:11 the character U+2800 BRAILLE PATTERN BLANK, which nobody can see, stands here",
        "  Delete it, and type what should stand here",
    ),
    "signs that nobody sees in a number": (
        "a: below 3\ufe0f\u034f.5\n",
        "1:11 the character U+FE0F VARIATION SELECTOR-16, which nobody can see, stands here",
        "  Write `a: below 3.5`",
    ),
    "a number struck through": (
        "a: below 3\u0336.5\n",
        "1:11 the character U+0336 COMBINING LONG STROKE OVERLAY, which strikes through or encloses the one before it, "
        "stands here",
        "  If the text holds, write `a: below 3.5`",
        "  If the document strikes it out, leave it out",
    ),
    "a number in a circle": (
        "a: 3\u20dd\n",
        "1:5 the character U+20DD COMBINING ENCLOSING CIRCLE, which strikes through or encloses the one before it, "
        "stands here",
        "  If the text holds, write `a: 3`",
        "  If the document strikes it out, leave it out",
    ),
    "letters written from right to left": (
        "a: \u05d0 3 to 9 \u0627\n",
        "1:4 the character U+05D0 HEBREW LETTER ALEF, which is written from right to left, and may put the numbers "
        "beside it in another order, stands here",
        "  Write it in the letters of English",
    ),
    "a letter that looks like a digit": (
        "a: below \u0417.5\n",
        "1:10 a number touches the letter U+0417 CYRILLIC CAPITAL LETTER ZE, which only looks like `3`",
        "  If the document prints `3`, write `a: below 3.5`",
        "  Type the number anew, as the document prints it",
    ),
    "a foreign letter behind a digit": (
        "a: below 3,\u0416\n",
        "1:12 a number touches the letter U+0416 CYRILLIC CAPITAL LETTER ZHE",
        "  Type the number anew, as the document prints it",
    ),
    "a character that turns text": (
        "# see \u202e below\na: b\n",
        "1:7 the character U+202E RIGHT-TO-LEFT OVERRIDE, which nobody can see, and which turns the text around it, "
        "stands here",
        "  Write `# see  below`",
    ),
    "a line end that only some programs know": (
        "a: b\u2028c: d\n",
        "1:5 the character U+2028 LINE SEPARATOR, which nobody can see, stands here",
        "  Delete it, and type what should stand here",
    ),
    "lines as on old Macs": (
        'a: b\rc: "d\re: f\r',
        "1:5 a line ends here as on old Macs, which other programs show as one line",
        "  Save the file with the line ends of Windows or of Unix",
    ),
    "a colon without a key": (
        "a: b\n: x\n",
        "2:1 no key stands before this colon",
        "  Remove it. A key is one word followed by a colon, for example `title: Methotrexate`",
    ),
    "a bracket closed in the middle": (
        "a:\n  - {b: c, d: e}f, g: h}\n",
        "2:17 more text follows the closing `}`",
        '  If the brackets belong to the text, write `  - "{b: c, d: e}f, g: h}"`',
        "  If it is a list, put the text inside the brackets, behind a comma",
    ),
    "another sign for the colon": (
        "document:\n  status: x\n  review_due = 2027-04\n  version: y\n",
        "3:3 this line has no colon, so YAML finds no key in it",
        "  If `review_due` is a key, write `  review_due: 2027-04`",
        "  If it goes on with the text above, begin it with 4 spaces",
    ),
    "a semicolon for the colon": (
        "document:\n  status: x\n  review_due; 2027-04\n  version: y\n",
        "3:3 this line has no colon, so YAML finds no key in it",
        "  If `review_due` is a key, write `  review_due: 2027-04`",
        "  If it goes on with the text above, begin it with 4 spaces",
    ),
    "no space between a hyphen and a brace": (
        "a:\n  - {id: x}\n  -{id: y}\n",
        "3:3 no space follows the hyphen",
        "  Write `  - {id: y}`",
        "  If the hyphen belongs to a text, put the text in quotation marks",
    ),
    "no space between a hyphen and a quote": (
        'a:\n  -"x"\n',
        "2:3 no space follows the hyphen",
        '  Write `  - "x"`',
        "  If the hyphen belongs to a text, put the text in quotation marks",
    ),
    "a line moved to the margin": (
        "a:\n  b: 1\nc: 2\n  d: 3\n",
        "3:1 this line begins with no space, and the lines around it with 2 spaces",
        "  Write `  c: 2`",
        "  If it stands right, begin line 4 as far left",
    ),
    "two lines moved to the margin": (
        "a:\n  b: 1\nc: 2\nd: 3\n  e: 4\n",
        "3:1 this line begins with no space, and the lines around it with 2 spaces",
        "  Write `  c: 2`",
        "  If it stands right, begin line 5 as far left",
    ),
    "a block twice": (
        "a:\n  - b: 1\n    c: 2\na:\n  - b: 1\n    c: 2\n",
        "4:1 `a` stands twice in this block; the first is on line 1",
        "  Keep one of the two",
    ),
    "what nobody can name": (
        "a: b\n|\nc: d\n",
        "2:1 YAML cannot make sense of this",
        "  Look at this line and the one above it: most often a colon, a quote, a bracket or the indent is wrong",
    ),
}
"""A text; then for each finding its place and message, and below it its help."""
JARGON = re.compile(
    r"did not find|expected|mapping|sequence|scalar|indicator|flow|token|directive|document start|simple key|anchor"
)
"""The parser's words."""


def told(trouble: Trouble | Finding) -> str:
    place = f"{trouble.position.line}:{trouble.position.column}"
    return "\n".join([f"{place} {trouble.message}", *(f"  {line}" for line in trouble.help)])


def troubles_of(text: str) -> tuple[Trouble, ...]:
    return parse(text.encode())[1]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_plain_words(name):
    text, *expected = MISTAKES[name]
    troubles = troubles_of(text)
    assert "\n".join(told(trouble) for trouble in troubles) == "\n".join(expected)
    assert not JARGON.search(" ".join(line for trouble in troubles for line in (trouble.message, *trouble.help)))


def cured(text: str, trouble: Trouble) -> str | None:
    """The text with the line that the help gives in the place of the one that is wrong, if it gives one."""
    found = re.fullmatch(r"(?:Write|To close it, write|If it should end on this line, write) `(.*)`", trouble.help[0])
    lines = text.split("\n")
    # What stands in a list or beside a comment is given alone, not with its line.
    if found is None or not re.match(r" *(?:- )?[\w\"]+(?:: |:$)|.*- ", found[1]):
        return None
    lines[trouble.position.line - 1] = found[1]
    return "\n".join(lines)


PASTED = {name: cured(text, troubles_of(text)[0]) for name, (text, *_) in MISTAKES.items()}


@pytest.mark.parametrize("name", [name for name, text in PASTED.items() if text is not None])
def test_the_line_to_paste_cures_the_mistake(name):
    before, after = troubles_of(MISTAKES[name][0]), troubles_of(PASTED[name])
    assert len(after) < len(before) or after[0].position.line > before[0].position.line


def test_most_mistakes_have_a_line_to_paste():
    assert sum(text is not None for text in PASTED.values()) >= 40


# --- The same in a protocol, where more is known: its fields, and which of them are there

GOOD = """
id: exampleshire-x
evidence: document
area: exampleshire
drugs: [methotrexate]
classification:
  - {label: Amber 1, meaning: shared-care, committee: exampleshire-apc}

document:
  status: approved
  approved_on: 2024-04-10
  review_due: 2027-04

commissioned_service:
  services: [exampleshire-shared-care-les]
  checked_on: 2026-10-01
  source: les-spec

responsibilities:
  prescribing:
    specialist: [Begin]
    patient: [Take it]
  monitoring:
    specialist: [Order]
    patient: [Come]

transfer:
  stable_for: 12 weeks
  criteria:
    - Dose unchanged
    - Two sets of results
  source: protocol

contacts:
  - id: advice-line
    for: urgent
    hours: Monday to Friday
  - id: replies
    for: replies

monitoring:
  basis: protocol
  rows:
    - phase: stable
      tests: [FBC, LFT]
      source: protocol
    - phase: baseline
      tests: [FBC]
      source: protocol

sources:
  protocol:
    title: The protocol
    publisher: APC
    read_as: original
  les-spec:
    title: The service
    publisher: ICB
    read_as: original

verification:
  status: verified
  on: 2026-10-01
""".lstrip()
SLIPS = {
    "a colon in a row's text": (
        "    - Dose unchanged\n",
        "    - Note: dose unchanged\n",
        "29:7 `criteria`: a colon inside a text makes YAML take it for a key",
        '  Write `    - "Note: dose unchanged"`',
    ),
    "a colon in a text below its key": (
        "    hours: Monday to Friday\n",
        "    hours:\n      Weekdays: Monday to Friday\n",
        "37:7 `hours`: a colon inside a text makes YAML take it for a key",
        '  Write `hours: "Weekdays: Monday to Friday"`',
    ),
    "a colon in a text between brackets": (
        "    patient: [Come]\n",
        "    patient: [Note: come]\n",
        "24:15 `patient`: a colon inside a text makes YAML take it for a key",
        '  Write `"Note: come"`',
    ),
    "a field where words belong": (
        "    - Dose unchanged\n",
        "    - text: dose unchanged\n",
        "29:7 `criteria`: one value belongs here, not a block of keys",
        "  Write words here",
    ),
    "a list without its first bracket": (
        "tests: [FBC, LFT]\n",
        "tests: FBC, LFT]\n",
        "44:14 `tests`: a list belongs here",
        "  Write it in square brackets: `[FBC, LFT]`",
    ),
    "a deleted name, its keys in another block": (
        "transfer:\n",
        "",
        "26:3 the line `transfer:` is missing above line 26",
        "  Write `transfer:` on a line of its own",
    ),
    "a deleted name, its keys below a document": (
        "commissioned_service:\n",
        "",
        "13:3 the line `commissioned_service:` is missing above line 13",
        "  Write `commissioned_service:` on a line of its own",
    ),
    "a deleted name, its keys taken for sources": (
        "verification:\n",
        "",
        "60:3 the line `verification:` is missing above line 60",
        "  Write `verification:` on a line of its own",
    ),
    "a deleted name below rows": (
        "document:\n",
        "",
        "8:3 the line `document:` is missing above line 8",
        "  Write `document:` on a line of its own",
    ),
    "a deleted name of a list": (
        "contacts:\n",
        "",
        "33:3 the line `contacts:` is missing above line 33",
        "  Write `contacts:` on a line of its own",
    ),
    "a deleted name of blocks with names": (
        "sources:\n",
        "",
        "50:3 the line `sources:` is missing above line 50",
        "  Write `sources:` on a line of its own",
    ),
    "a deleted name of a source": (
        "  les-spec:\n",
        "",
        "55:5 `title` and 2 more keys stand twice in this block; the first is on line 52",
        "  If another block begins here, a name such as `  les-spec:` may be missing above this line",
        "  If it is the same block, keep one of each two",
    ),
    "a deleted first line of a row": (
        "    - phase: baseline\n",
        "",
        "46:7 `tests` and another key stand twice in this block; the first is on line 44",
        "  If another block begins here, the first line of a row, with its hyphen, may be missing above this one",
        "  If it is the same block, keep one of each two",
    ),
    "a deleted first line of the first row": (
        "  - id: advice-line\n",
        "",
        "34:5 the row that begins here has no hyphen",
        "  Write `  - for: urgent`",
        "  Or put back the line above it",
    ),
    "a month and two digits of a year": (
        "  review_due: 2027-04\n",
        "  review_due: Jun-25\n",
        "11:15 `review_due`: `Jun-25` is not a date",
        "  Write `2025-06` if it means June 2025: a year has four digits, and stands first",
    ),
    "a month that no year has": (
        "  review_due: 2027-04\n",
        "  review_due: 13/25\n",
        "11:15 `review_due`: `13/25` is not a date",
        "  A year has 12 months, and none has the number 13: look at the document again",
    ),
    "no date behind the colon": (
        "  review_due: 2027-04\n",
        "  review_due:\n",
        "11:14 `review_due`: nothing is written here",
        "  Write a date as 2027-04-30, a month as 2027-04, a year as 2027; if nobody knows it, write `unknown`",
    ),
    "no length behind the colon": (
        "  stable_for: 12 weeks\n",
        "  stable_for:\n",
        "27:14 `stable_for`: nothing is written here",
        "  Write a number and days, weeks, months or years: `12 weeks`, or `3 to 6 months`",
    ),
    "no word behind the colon": (
        "evidence: document\n",
        "evidence:\n",
        "2:10 `evidence`: nothing is written here",
        "  Write one of: document, listing, reported",
    ),
    "a date that does not apply": (
        "  review_due: 2027-04\n",
        "  review_due: N/A\n",
        "11:15 `review_due`: `N/A` is not a date",
        "  If nobody knows it, write `unknown`, and why on a line of its own, with `_note` behind the key's name",
        "  If the document gives none, remove the line: the check says so where one has to stand",
    ),
    "an id in capitals": (
        "drugs: [methotrexate]\n",
        "drugs: [Methotrexate]\n",
        "4:9 `drugs`: `Methotrexate` is not an id",
        "  Write `methotrexate`",
    ),
    "an id of two words": (
        "area: exampleshire\n",
        "area: Example Shire\n",
        "3:7 `area`: `Example Shire` is not an id",
        "  Write `area: example-shire`",
    ),
    "quotes of Word round a text with a comma": (
        "{label: Amber 1, ",
        "{label: “Amber, 1”, ",
        "6:21 no field is called `1”` here: its second character is U+201D RIGHT DOUBLE QUOTATION MARK, which only "
        'looks like `"`',
        '  Write straight quotation marks round the whole text, as in `"one, two"`: the comma ends it',
    ),
    "two misspelt keys": (
        "  stable_for: 12 weeks\n  criteria:\n",
        "  stable_fro: 12 weeks\n  critera:\n",
        "27:3 no field is called `stable_fro` here",
        "  Did you mean `stable_for`?",
        "28:3 no field is called `critera` here",
        "  Did you mean `criteria`?",
    ),
}
"""What is replaced, by what; then each finding as above."""


def found_in(text: str) -> list[Trouble | Finding]:
    positioned, troubles = parse(text.encode())
    return [*troubles] or [*read_record(Protocol, positioned, "x")[1]]  # type: ignore[arg-type]


def test_the_protocol_that_slips_are_made_in_has_none():
    assert found_in(GOOD) == []


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_protocol_is_one_finding_in_plain_words(name):
    good, bad, *expected = SLIPS[name]
    assert GOOD.count(good) == 1
    assert "\n".join(told(finding) for finding in found_in(GOOD.replace(good, bad))) == "\n".join(expected)


@pytest.mark.parametrize("name", [name for name, (_, _, found, *_) in SLIPS.items() if "is missing above" in found])
def test_the_missing_line_cures_the_slip(name):
    good, bad, found, helped = SLIPS[name]
    lines = GOOD.replace(good, bad).split("\n")
    lines.insert(int(found.split(":")[0]) - 1, helped.removeprefix("  Write `").removesuffix("` on a line of its own"))
    assert found_in("\n".join(lines)) == []
