"""What teachers send, judged: quizzes, a question under any kind, its pictures, teachers, how long names are kept."""
