"""What teachers call the columns of a table and the lines of a list, by language: data alone, for tables and lists.

Beside them all names of our own sheet are known (live/formats/tables/columns.py).
"""

QUESTION, RIGHT, KIND, SECONDS = "question", "right", "kind", "seconds"
EXPLANATION, WEIGHT, TOLERANCE, UNIT, NOTES = "explanation", "weight", "tolerance", "unit", "notes"
CHOICE, WRONG = "choice", "wrong"
"Columns that may be there several times."
ANSWER, ANSWER_COLUMN = "answer", "answer column"
"""Before the answer in a line of a list, as a pattern (an explanation stands behind the words of its column there); and
the column of the right answer, where there are none of choices."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        QUESTION: "question, questions, question text, title, prompt",
        CHOICE: "answer, option, choice, possible answer, answer choice, answer option, alternative",
        RIGHT: """correct answer, correct answers, correct, right, right answer, answer, key, answer key, solution,
            correct option, correct choice""",
        WRONG: "incorrect answer, wrong answer, incorrect, wrong, distractor",
        KIND: "type, kind, question type, format",
        SECONDS: "time, time limit, seconds, duration, time in seconds, timer",
        EXPLANATION: "explanation, feedback, answer explanation, because",
        WEIGHT: "points, weight, score, marks",
        TOLERANCE: "tolerance",
        UNIT: "unit",
        NOTES: "notes, comments, remarks",
        ANSWER_COLUMN: "answer, answers",
        ANSWER: r"(?:correct\s+)?answers?|correct|right answer",
    },
    "de": {
        QUESTION: "frage, fragen, fragetext, fragestellung, aufgabe, aufgabenstellung",
        CHOICE: "antwort, wahl, option, antwortmöglichkeit, antwortoption, auswahl, antwortalternative",
        RIGHT: """richtig, richtige antwort, richtige antworten, lösung, lösungen, korrekt, korrekte antwort,
            richtige lösung, richtige option, musterlösung""",
        WRONG: "falsche antwort, falsch, distraktor",
        KIND: "typ, art, fragetyp, frageart, fragentyp, format",
        SECONDS: "zeit, sekunden, zeitlimit, zeitbegrenzung, dauer, zeit in sekunden, antwortzeit, bearbeitungszeit",
        EXPLANATION: "erklärung, erläuterung, begründung, rückmeldung",
        WEIGHT: "punkte, punktzahl, gewicht, gewichtung",
        TOLERANCE: "toleranz",
        UNIT: "einheit",
        NOTES: "notizen, notiz, anmerkungen, bemerkungen, hinweise",
        ANSWER_COLUMN: "antwort, antworten",
        ANSWER: "richtige antwort(?:en)?|antwort(?:en)?|richtig|lösung(?:en)?",
    },
    "fr": {
        QUESTION: "question, questions, énoncé, intitulé, texte de la question, intitulé de la question, consigne",
        CHOICE: "réponse, choix, proposition, option, réponse possible, choix de réponse",
        RIGHT: """bonne réponse, bonnes réponses, réponse correcte, réponses correctes, réponse juste, correct,
            solution, corrigé, réponse attendue, bon choix""",
        WRONG: "mauvaise réponse, réponse fausse, réponse incorrecte, distracteur",
        KIND: "genre, type, type de question",
        SECONDS: "temps, secondes, durée, limite de temps, temps limite, temps imparti, temps en secondes, minuteur",
        EXPLANATION: "explication, justification, rétroaction, commentaire de correction",
        WEIGHT: "poids, points, barème, pondération",
        TOLERANCE: "tolérance",
        UNIT: "unité",
        NOTES: "remarques, remarque, commentaires",
        ANSWER_COLUMN: "réponse, réponses",
        ANSWER: "bonnes? réponses?|réponses?(?: correctes?| justes?)?|reponses?|solutions?",
    },
    "es": {
        QUESTION: "pregunta, preguntas, enunciado, texto de la pregunta",
        CHOICE: "opción, respuesta, alternativa, opción de respuesta, posible respuesta",
        RIGHT: """correcta, correcto, respuesta correcta, respuestas correctas, solución, opción correcta, clave,
            clave de respuesta""",
        WRONG: "respuesta incorrecta, incorrecta, distractor",
        KIND: "tipo, tipo de pregunta",
        SECONDS: "tiempo, segundos, límite de tiempo, tiempo límite, duración, tiempo en segundos, temporizador",
        EXPLANATION: "explicación, retroalimentación, justificación",
        WEIGHT: "puntos, puntuación, puntaje, peso",
        TOLERANCE: "tolerancia",
        UNIT: "unidad",
        NOTES: "notas, observaciones, comentarios",
        ANSWER_COLUMN: "respuesta, respuestas",
        ANSWER: "respuestas?(?: correctas?)?|solución|solucion",
    },
    "ar": {
        QUESTION: "السؤال, سؤال, الأسئلة, نص السؤال",
        CHOICE: "خيار, الخيار, اختيار, الاختيار, إجابة, الإجابة, جواب, الجواب, بديل, البديل",
        RIGHT: """الإجابة الصحيحة, الإجابات الصحيحة, إجابة صحيحة, الجواب الصحيح, جواب صحيح, الخيار الصحيح,
            الاختيار الصحيح, الصحيح, الصحيحة, صحيح, الحل, مفتاح الإجابة, رقم الإجابة الصحيحة""",
        WRONG: "إجابة خاطئة, الإجابة الخاطئة, إجابة خطأ, جواب خاطئ, الجواب الخاطئ",
        KIND: "النوع, نوع, نوع السؤال",
        SECONDS: "الوقت, وقت, المدة, مدة, الزمن, الثواني, ثواني, ثوان, المهلة, الحد الزمني, الوقت بالثواني",
        EXPLANATION: "الشرح, شرح, التفسير, تفسير, التوضيح, توضيح, التعليل",
        WEIGHT: "النقاط, نقاط, الدرجة, الدرجات, العلامة, العلامات, الوزن",
        TOLERANCE: "هامش الخطأ, التفاوت, التسامح",
        UNIT: "الوحدة, وحدة",
        NOTES: "ملاحظات, الملاحظات, ملاحظة",
        ANSWER_COLUMN: "الإجابة, إجابة, الجواب, جواب, الإجابات",
        ANSWER: "الإجابة(?: الصحيحة)?|إجابة|الاجابة(?: الصحيحة)?|اجابة|الجواب(?: الصحيح)?|جواب|الحل",
    },
    "fa": {
        QUESTION: "سوال, سؤال, پرسش, متن سوال, متن پرسش",
        CHOICE: "گزینه, پاسخ, جواب",
        RIGHT: """پاسخ صحیح, پاسخ درست, جواب صحیح, جواب درست, گزینه صحیح, گزینه درست, گزینه‌ی صحیح, گزینه‌ی درست,
            کلید, پاسخنامه""",
        WRONG: "پاسخ غلط, پاسخ نادرست, گزینه غلط, گزینه نادرست, جواب غلط",
        KIND: "نوع, نوع سوال, نوع پرسش",
        SECONDS: "زمان, مدت, ثانیه, مدت زمان, محدودیت زمانی, زمان پاسخ",
        EXPLANATION: "توضیح, توضیحات, شرح, دلیل",
        WEIGHT: "امتیاز, نمره, وزن, بارم",
        TOLERANCE: "تلورانس",
        UNIT: "واحد",
        NOTES: "یادداشت, یادداشت‌ها",
        ANSWER_COLUMN: "پاسخ, جواب",
        ANSWER: "(?:پاسخ|جواب|گزینه)(?: صحیح| درست)?|کلید",
    },
    "it": {
        QUESTION: "domanda, domande, testo della domanda",
        CHOICE: "risposta, opzione, alternativa",
        RIGHT: "risposta corretta, risposte corrette, corretta, corretto, risposta esatta, soluzione",
        WRONG: "risposta errata, risposta sbagliata",
        KIND: "tipo, tipo di domanda",
        SECONDS: "tempo, secondi, limite di tempo, tempo limite, durata",
        EXPLANATION: "spiegazione",
        WEIGHT: "punti, punteggio, peso",
        TOLERANCE: "tolleranza",
        UNIT: "unità",
        NOTES: "note",
        ANSWER_COLUMN: "risposta, risposte",
        ANSWER: "rispost[ae](?: corrett[ae]| esatt[ae])?",
    },
    "pl": {
        QUESTION: "pytanie, treść pytania",
        CHOICE: "odpowiedź",
        RIGHT: "poprawna odpowiedź, prawidłowa odpowiedź, poprawna",
        WRONG: "błędna odpowiedź",
        KIND: "typ pytania, typ",
        SECONDS: "czas, limit czasu, sekundy",
        EXPLANATION: "wyjaśnienie",
        WEIGHT: "punkty, waga",
        TOLERANCE: "tolerancja",
        UNIT: "jednostka",
        NOTES: "notatki, uwagi",
        ANSWER_COLUMN: "odpowiedź",
        ANSWER: "(?:poprawna |prawidłowa )?odpowied[zź]",
    },
    "nl": {
        QUESTION: "vraag, vragen, vraagtekst",
        CHOICE: "antwoord, optie, antwoordoptie",
        RIGHT: "correct antwoord, juiste antwoord, goede antwoord, juist, oplossing",
        WRONG: "fout antwoord, foute antwoord",
        KIND: "soort, type, vraagtype",
        SECONDS: "tijd, tijdslimiet, seconden, duur",
        EXPLANATION: "uitleg, toelichting",
        WEIGHT: "punten, gewicht",
        TOLERANCE: "tolerantie",
        UNIT: "eenheid",
        NOTES: "notities, opmerkingen",
        ANSWER_COLUMN: "antwoord",
        ANSWER: "(?:juiste |goede )?antwoord",
    },
    "pt": {
        QUESTION: "pergunta, questão, enunciado",
        CHOICE: "resposta, opção, alternativa",
        RIGHT: "resposta correta, resposta certa, correta, gabarito, solução",
        WRONG: "resposta incorreta, resposta errada",
        KIND: "tipo, tipo de pergunta",
        SECONDS: "tempo, segundos, limite de tempo, tempo limite, duração",
        EXPLANATION: "explicação",
        WEIGHT: "pontos, pontuação, peso",
        TOLERANCE: "tolerância",
        UNIT: "unidade",
        NOTES: "notas, observações",
        ANSWER_COLUMN: "resposta, respostas",
        ANSWER: "respostas?(?: corret[ao]s?| certas?)?|gabarito",
    },
    "ru": {ANSWER: "(?:правильный )?ответ"},
}
"By the language, words apart by commas; a word that two columns share belongs to the one that comes first."


ORDINALS = [
    *("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"),
    *("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة"),
    *("اول", "دوم", "سوم", "چهارم", "پنجم", "ششم"),
]
"Behind the word for a choice, as a number."


def words(column: str) -> list[str]:
    """Return what a column is called in all languages."""
    return [word.strip() for named in WORDS.values() for word in named.get(column, "").split(",") if word.strip()]


def pattern(column: str) -> str:
    """Return a pattern of what stands before the answer or the explanation of a list, longer words first."""
    if column == ANSWER:
        return "|".join(named[ANSWER] for named in WORDS.values() if ANSWER in named)
    return "|".join(sorted(words(column), key=len, reverse=True))
