# English. Sentences people read: short, warm, precise. The same ids and facts stand in zh-Hant.ftl and zh-Hans.ftl.
list-comma = ,{" "}
list-semicolon = ;{" "}
colon = :{" "}
dash = {" "}– {""}
full-stop = .
stop = {" "}

# Depths, and kinds of entries
depth-awareness = Awareness
depth-working = Working
depth-advanced = Advanced
depth-expert = Expert
kind-skill = Skill
kind-tool = Tool
kind-language = Language
kind-practice = Practice
kind-ability = Ability
kind-role = Role
kind-level = Level
kind-stage = Stage
kind-category = Category
kind-domain = Domain
kind-group = Group
kind-area = Area
kind-section = Section
kind-path = Path
kind-step = Step
kind-focus = Focus
kind-cheat-row = Cheat sheet
kind-bullet = Point
kind-scenario = Example
kind-expectation = Expectation

# The card
card-expects = What the role { $role } expects
card-now = Now, at { $level }
card-next = Next, at { $level }
card-top = { $level } is the top of this ladder.
card-says-nothing = The documents say nothing about this skill here.
card-reading = { $depth } (printed { $letter })
card-through = through { $skill }
card-marks = {" "}({ $marks })
card-optional = optional
card-boilerplate = general wording in the source
card-ladder = { $role }, level by level
card-ladder-step = { $level } { $depth }
card-letter-note = The Senior column prints A; by its place between W and E it is read as Advanced.
card-mandatory-note = { $mandatory } of { $cells } cells count as required, but the document does not say which, so nothing here is called mandatory.
card-no-row-note = { $skill } has no row in the { $role } matrix. The nearest row is { $nearest }.
card-depths = What each depth looks like
card-depths-note = The sentences for each depth are Rung's own.
card-where = Where the documents place it
card-where-also = Also named for
card-where-more = and { $count } more, in the sources below
card-stack = stack of { $level }
card-stage = named at { $level }
card-focus = focus of { $level }
card-tool-of = a tool of { $ability }
card-example = an example under { $ability }
card-step = step { $number } of { $path }
card-cheat = cheat sheet, { $field }
card-split = how languages share the work
card-belongs = Belongs with
card-tools = Tools
card-examples = Examples
card-parts = Parts of it
card-needs = Good to know first
card-near = Often compared with
card-depth-yours = Your depth
card-depth-unknown = not set yet
card-next-rung = Your next rung, { $depth }
card-top-depth = You set Expert. There is no rung above it; helping somebody up is a good use of it.
card-do-role = Tell me your role, and this card shows what it expects of you. Two taps.
card-do-depth = Where are you with it? Only you see the answer.
card-moved = Note of { $since }
card-moved-link = source
card-sources = Sources: { $places }
card-version = catalogue { $version }
place-line = { $document }, { $place }
place-one-line = line { $numbers }
place-lines = lines { $numbers }
place-mark = {" "}[{ $places }]
place-document = { $document } ({ $place })
sources-title = Documents behind the catalogue
sources-how = What the numbers mean: /skill sources
button-role = Set my role
button-share = Share in this channel
button-change-depth = Change my depth
button-more = More
button-back = Back
button-browse = Browse
shared-by-rung = Shared from Rung. Type /skill { $name } to see your own view of it.

# Parts of documents
part-in = Part of { $parent }
part-holds = { $count ->
    [one] One entry
   *[other] { $count } entries
}
part-page = Page { $page } of { $pages }
part-says-not = What the documents do not say
part-goal = Goal
part-languages = Languages
part-stack = Stack
part-focus = Focus
part-points = What it asks for
part-style = How the work looks
part-build-up = To build up for the next stage
part-advice = Advice to one reader, not a requirement
part-years = Years in the document: { $years }. Years never decide a stage.
part-steps = Steps, in order

# Finding, choosing, not finding
choice-title = Which one do you mean?
choice-text = “{ $typed }” can mean several things.
unsure-title = Did you mean one of these?
unsure-text = I do not know “{ $typed }”.
none-title = I have nothing on that
none-text = I do not know “{ $typed }”. I know skills, tools, practices, roles and levels of people who build AI platforms.
none-ways = Three ways on
none-way-spell = Try another spelling or the English name, for example /skill drift detection.
none-way-browse = Browse by role, category or tool.
none-way-role = Start from a role, for example /skill mlops engineer.

# Starting and help
start-title = What would you like to look up?
start-text = Type a skill, a tool, a practice, a role or a level. Any language, any spelling; only you see the answer.
start-try = Try one
start-yours = Where you stand: { $role }, { $level }.
start-yours-role = Your role: { $role }.
start-own-step = A skill of yours to look at next: { $skill }
start-own-step-why = { $role } expects { $depth } at { $level }; you have not set yours.
help-skill = /skill looks up a skill, tool, practice, role or level. Only you see the answer.
help-skill-browse = /skill browse lists everything; /skill compare sets two roles or two levels side by side.
help-level = /level remembers your role, your level and your depth per skill. Nobody else can read them.
help-level-set = /level set takes a skill and a depth: awareness, working, advanced or expert.
help-rung = /rung help says what I do; /rung language sets the language of my answers.
help-anywhere = The same words work in a direct message to me, or after my name in a channel.
help-title = What I can do
help-examples = For example
help-command-title = How /{ $command } works
home-title = Rung
home-text = Ask me about a skill where the question comes up. I say what it is, what your role expects, and the next step.
home-try = Look something up
home-browse = Browse the catalogue
home-you = You
home-no-role = You have not told me your role. I do not guess it.
home-private = Only you see this page, your role and your depths.

# Browsing and comparing
browse-title = Browse the catalogue
browse-text = Pick a shelf.
shelf-roles = Roles
shelf-levels = Levels
shelf-categories = Categories
shelf-domains = Domains
shelf-areas = Areas
shelf-skills = Skills
shelf-tools = Tools
shelf-practices = Practices
shelf-abilities = Abilities
shelf-paths = Paths
compare-title = { $left } and { $right }
compare-on = on { $skill }
compare-nothing = nothing said
compare-depth-count = { $depth }: { $count }
compare-no-change = No letter changes between these two levels in the matrix. The difference is in stack and focus.
compare-by-order = Levels with the same name are set side by side. The documents do not say that they are equal.

# Roles, levels and depths
level-title = Where you stand
level-nothing = I know nothing about you yet, and I do not guess.
level-role-is = Role
level-level-is = Level
level-no-level = no level chosen
level-depths-are = Your depths
level-depths-none = No depth set yet. Look a skill up and say where you are.
level-pick-role = Which role is yours?
level-pick-role-text = You can change it at any time. Only you see it.
level-pick-level = Which level of { $role }?
level-pick-level-text = Each document keeps its own ladder. Years never decide.
level-pick-depth = Where are you with { $skill }?
level-no-levels = The documents give { $role } no levels, so there is none to choose.
level-without = Without a level
level-saved = Saved: { $role }, { $level }.
level-saved-role = Saved: { $role }.
level-depth-saved = Saved: { $skill }, { $depth }.
level-guide = Only you can read or change this.
button-open-skill = Open { $skill }
button-where = Where I stand

# Language
language-title = Language of my answers
language-text = I answer in { $language }. Pick another one, or let me follow Slack.
language-saved = From now on I answer in { $language }.
language-follows = From now on I follow the language of your Slack.
language-en = English
language-zh-Hant = Traditional Chinese
language-zh-Hans = Simplified Chinese
button-follow = Follow Slack

# Forms
form-lookup-title = Look up a skill
form-lookup-label = Skill, tool, practice, role or level
form-lookup-hint = For example: mlflow, k8s, drift detection
form-lookup-submit = Look it up
form-cancel = Cancel
form-close = Close
message-mentions-title = What this message mentions
message-mentions-none = I found no skill I know in that message.

# When it cannot be done
sorry-title = That did not work
sorry-empty-form = Write what you want to look up.
sorry-rung = I do not know “{ $typed }”. /rung knows help and language.
sorry-level-how = I read “{ $typed }”, but not what to set. Write /level role mlops engineer junior, or /level set docker working.
sorry-role = I do not know the role “{ $typed }”. These are the ones in the documents.
sorry-level = { $role } has no level “{ $typed }”. These are its levels.
sorry-depth = “{ $typed }” is not a depth. Write awareness, working, advanced or expert.
sorry-skill = I do not know the skill “{ $typed }”. Did you mean one of these?
sorry-skill-none = I do not know the skill “{ $typed }”. Try /skill with another spelling first.
sorry-not-learnable = { $name } is not something to set a depth for. Pick a skill, tool or practice.
sorry-language = I do not speak “{ $typed }”. I speak English, Traditional Chinese and Simplified Chinese.
sorry-compare = I need two roles and a skill, or one role and two of its levels.
sorry-shelf = There is no shelf “{ $typed }”. These are the ones I have.
sorry-gone = That button belongs to an older version of the catalogue. Look it up again and you get the current one.
apology = Something went wrong on my side, so this did not happen. Please try again. If it goes on, tell whoever runs Rung this reference: { $reference }.
