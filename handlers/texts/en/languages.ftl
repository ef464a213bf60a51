# Which language somebody reads (D-31).
button-language = 🌐 Language / 语言
language-name = English
language-which = Please choose a language / 请选择语言
language-chosen = Good, English it is from now on.
