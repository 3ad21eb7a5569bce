"""What teachers send: forms for quizzes, questions, teachers and retention, files that come in; and what goes out."""
