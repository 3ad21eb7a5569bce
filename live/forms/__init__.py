"""Forms that teachers send: quizzes, questions of any kind, their pictures, teachers, how long names are kept."""
