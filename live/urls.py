"""The addresses; names are <audience>-<verb>."""

from django.urls import path, re_path

from live.views import (
    accounts,
    answers,
    cards,
    dashboard,
    door,
    editor,
    found,
    handout,
    host,
    incoming,
    marks,
    outgoing,
    paper,
    play,
    questions,
    quizzes,
    regrades,
    results,
    review,
    rolls,
    rooms,
    screen,
    teachers,
    term,
    workbooks,
)

account_urlpatterns = [
    path("login/", accounts.login, name="account-login"),
    path("logout/", accounts.logout, name="account-logout"),
    path("password/", accounts.password, name="account-password"),
    path("signin/<str:secret>/", accounts.signin, name="account-signin"),
    path("welcome/<str:secret>/", accounts.welcome, name="account-welcome"),
    path("teachers/", teachers.teachers, name="teacher-list"),
    path("teachers/add/", teachers.add_teacher, name="teacher-add"),
    path("teachers/keep/", teachers.keep, name="teacher-keep"),
    path("teachers/<int:pk>/link/", teachers.link_teacher, name="teacher-link"),
    path("teachers/<int:pk>/remove/", teachers.remove_teacher, name="teacher-remove"),
]

quiz_urlpatterns = [
    path("quizzes/", dashboard.quizzes, name="quiz-list"),
    path("quizzes/new/", dashboard.create_quiz, name="quiz-create"),
    path("quizzes/<int:pk>/", quizzes.quiz, name="quiz-show"),
    path("quizzes/<int:pk>/rename/", quizzes.rename_quiz, name="quiz-rename"),
    path("quizzes/<int:pk>/tags/", quizzes.tag_quiz, name="quiz-tag"),
    path("quizzes/<int:pk>/duplicate/", quizzes.duplicate_quiz, name="quiz-duplicate"),
    path("quizzes/<int:pk>/delete/", quizzes.delete_quiz, name="quiz-delete"),
    path("quizzes/<int:pk>/restore/", quizzes.restore_quiz, name="quiz-restore"),
    path("quizzes/<int:pk>/paper/", paper.paper, name="quiz-paper"),
    path("quizzes/bring/", incoming.bring, name="quiz-bring"),
    path("quizzes/bring/<int:pk>/", found.found, name="quiz-found"),
    path("quizzes/bring/<int:pk>/again/", incoming.bring_again, name="quiz-bring-again"),
    path("quizzes/bring/<int:pk>/undo/", found.undo_import, name="quiz-undo-import"),
    path("quizzes/<int:pk>/paste/", incoming.bring, name="quiz-paste"),
    path("quizzes/take/", outgoing.take_all, name="quiz-take-all"),
    path("quizzes/template/", outgoing.blank_sheet, name="quiz-template"),
    path("quizzes/<int:pk>/take/", outgoing.take, name="quiz-take"),
    path("quizzes/<int:pk>/take/<slug:slug>/", outgoing.download, name="quiz-download"),
    path("quizzes/<int:quiz_pk>/questions/new/", editor.create_question, name="question-create"),
    path("quizzes/<int:quiz_pk>/questions/preview/", editor.preview_question, name="question-preview"),
    path("quizzes/questions/<int:pk>/", editor.edit_question, name="question-edit"),
    path("quizzes/questions/<int:pk>/move/", questions.move_question, name="question-move"),
    path("quizzes/questions/<int:pk>/duplicate/", questions.duplicate_question, name="question-duplicate"),
    path("quizzes/questions/<int:pk>/delete/", questions.delete_question, name="question-delete"),
    path("quizzes/questions/<int:pk>/restore/", questions.restore_question, name="question-restore"),
]

play_urlpatterns = [
    path("", door.home, name="play-home"),
    re_path(r"^(?P<code>[0-9]{6})/?$", door.code, name="play-code"),
    path("me/<str:key>/", cards.card, name="play-card"),
    path("me/<str:key>/<int:room_id>/", cards.answers, name="play-card-answers"),
    path("join/<str:key>/", door.join, name="play-join"),
    path("play/<int:room_id>/", play.room, name="play-room"),
    path("play/<int:room_id>/state/", play.state, name="play-state"),
    path("play/<int:room_id>/answer/", play.answer, name="play-answer"),
    path("play/<int:room_id>/review/", review.review_page, name="play-review"),
    path("play/<int:room_id>/leave/", play.leave, name="play-leave"),
]

screen_urlpatterns = [
    path("screen/<str:key>/", screen.room, name="screen-room"),
    path("screen/<str:key>/state/", screen.state, name="screen-state"),
    path("screen/<str:key>/sound/", screen.sound, name="screen-sound"),
    path("screen/<str:key>/sound/state/", screen.state, {"sounds": True}, name="screen-sound-state"),
]

host_urlpatterns = [
    path("quizzes/<int:pk>/start/", rooms.start, name="room-start"),
    path("vote/", rooms.vote, name="room-vote"),
    path("address/", rooms.address, name="room-address"),
    path("remote/<str:secret>/", host.remote, name="host-remote"),
    path("host/<int:room_id>/", host.room, name="host-room"),
    path("host/<int:room_id>/state/", host.state, name="host-state"),
    path("host/<int:room_id>/present/", host.room, {"audience": "present"}, name="host-present"),
    path("host/<int:room_id>/present/state/", host.state, {"audience": "present"}, name="host-present-state"),
    path("host/<int:room_id>/present/sound/", host.sound, name="host-sound"),
    path(
        "host/<int:room_id>/present/sound/state/",
        host.state,
        {"audience": "present", "sounds": True},
        name="host-sound-state",
    ),
    path("host/<int:room_id>/act/", host.act, name="host-act"),
    path("host/<int:room_id>/key/", host.room, {"audience": "key"}, name="host-key"),
    path("host/<int:room_id>/key/state/", host.state, {"audience": "key"}, name="host-key-state"),
    path("host/<int:room_id>/phone/", host.phone, name="host-phone"),
    path("host/<int:room_id>/answers/", answers.answers, name="host-answers"),
    path("host/<int:room_id>/people/", host.people, name="host-people"),
    path("host/<int:room_id>/person/<int:participant_id>/", host.person, name="host-person"),
]

result_urlpatterns = [
    path("rooms/", results.rooms, name="room-list"),
    path("rooms/<int:room_id>/results/", results.room_results, name="room-results"),
    path("rooms/<int:room_id>/results.csv", results.room_csv, name="room-csv"),
    path("rooms/<int:room_id>/results.xlsx", workbooks.room_book, name="room-book"),
    path("rooms/results.xlsx", workbooks.rooms_book, name="rooms-book"),
    path("rooms/<int:room_id>/marks/", marks.marks, name="room-marks"),
    path("rooms/<int:room_id>/marks-<slug:form>.csv", marks.plain, name="room-marks-file"),
    path("rooms/<int:room_id>/rounds/<int:number>/", regrades.regrade, name="round-regrade"),
    path("rooms/<int:room_id>/handout/", handout.handout, name="room-handout"),
    path("rooms/<int:room_id>/again/", results.ask_again, name="room-again"),
    path("rooms/<int:room_id>/keep/", results.keep_room, name="room-keep"),
    path("rooms/<int:room_id>/delete/", results.delete_room, name="room-delete"),
]

roll_urlpatterns = [
    path("rolls/", rolls.rolls, name="roll-list"),
    path("rolls/<int:pk>/", rolls.roll, name="roll-show"),
    path("rolls/<int:pk>/add/", rolls.add_pupils, name="roll-add"),
    path("rolls/<int:pk>/cards/", rolls.cards, name="roll-cards"),
    path("rolls/<int:pk>/warm-up/", term.warm_up, name="roll-warm-up"),
    path("rolls/<int:pk>/lessons.csv", term.lessons_csv, name="roll-csv"),
    path("rolls/<int:pk>/delete/", rolls.delete_roll, name="roll-delete"),
    path("rolls/pupils/<int:pk>/", rolls.pupil, name="pupil-show"),
    path("rolls/pupils/<int:pk>/card/", rolls.new_card, name="pupil-card"),
    path("rolls/pupils/<int:pk>/remove/", rolls.remove_pupil, name="pupil-remove"),
]

urlpatterns = [
    *play_urlpatterns,
    *screen_urlpatterns,
    *host_urlpatterns,
    *account_urlpatterns,
    *quiz_urlpatterns,
    *result_urlpatterns,
    *roll_urlpatterns,
]
