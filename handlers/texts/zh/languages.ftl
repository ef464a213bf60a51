# Which language somebody reads (D-31).
button-language = 🌐 语言 / Language
language-name = 中文
language-which = 请选择语言 / Please choose a language
language-chosen = 好的,以后用中文和您联系。
