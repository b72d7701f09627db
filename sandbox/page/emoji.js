/** The short codes people meet most often. Unknown ones stay as they are written. */

const TABLE = `
grinning 😀|smiley 😃|smile 😄|grin 😁|laughing 😆|sweat_smile 😅|joy 😂|rofl 🤣|slightly_smiling_face 🙂|upside_down_face 🙃|wink 😉|blush 😊|
innocent 😇|heart_eyes 😍|star-struck 🤩|kissing_heart 😘|yum 😋|stuck_out_tongue 😛|thinking_face 🤔|thinking 🤔|neutral_face 😐|expressionless 😑|
smirk 😏|unamused 😒|roll_eyes 🙄|relieved 😌|pensive 😔|sleeping 😴|mask 😷|nerd_face 🤓|sunglasses 😎|confused 😕|worried 😟|open_mouth 😮|
cry 😢|sob 😭|scream 😱|sweat 😓|angry 😠|rage 😡|exploding_head 🤯|partying_face 🥳|wave 👋|raised_hand ✋|ok_hand 👌|v ✌️|crossed_fingers 🤞|
point_left 👈|point_right 👉|point_up ☝️|point_up_2 👆|point_down 👇|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|fist ✊|clap 👏|raised_hands 🙌|
open_hands 👐|handshake 🤝|pray 🙏|writing_hand ✍️|muscle 💪|eyes 👀|brain 🧠|bust_in_silhouette 👤|busts_in_silhouette 👥|technologist 🧑‍💻|
heart ❤️|green_heart 💚|blue_heart 💙|purple_heart 💜|yellow_heart 💛|broken_heart 💔|sparkles ✨|star ⭐|star2 🌟|boom 💥|fire 🔥|zap ⚡|
sunny ☀️|cloud ☁️|rainbow 🌈|snowflake ❄️|droplet 💧|seedling 🌱|evergreen_tree 🌲|herb 🌿|four_leaf_clover 🍀|mushroom 🍄|coffee ☕|tea 🍵|
pizza 🍕|cake 🍰|birthday 🎂|apple 🍎|tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|trophy 🏆|medal 🏅|first_place_medal 🥇|dart 🎯|game_die 🎲|
rocket 🚀|airplane ✈️|car 🚗|construction 🚧|rotating_light 🚨|house 🏠|office 🏢|mountain ⛰️|palm_tree 🌴|earth_asia 🌏|globe_with_meridians 🌐|
watch ⌚|computer 💻|keyboard ⌨️|desktop_computer 🖥️|floppy_disk 💾|movie_camera 🎥|bulb 💡|flashlight 🔦|book 📖|books 📚|notebook 📓|
memo 📝|pencil 📝|pencil2 ✏️|newspaper 📰|bookmark 🔖|label 🏷️|moneybag 💰|email 📧|envelope ✉️|inbox_tray 📥|outbox_tray 📤|package 📦|
calendar 📆|date 📅|spiral_calendar_pad 🗓️|clipboard 📋|pushpin 📌|round_pushpin 📍|paperclip 📎|straight_ruler 📏|chart_with_upwards_trend 📈|
chart_with_downwards_trend 📉|bar_chart 📊|file_folder 📁|open_file_folder 📂|card_index_dividers 🗂️|wastebasket 🗑️|lock 🔒|unlock 🔓|key 🔑|
hammer 🔨|hammer_and_wrench 🛠️|wrench 🔧|nut_and_bolt 🔩|gear ⚙️|link 🔗|test_tube 🧪|microscope 🔬|telescope 🔭|satellite 🛰️|shield 🛡️|
ladder 🪜|compass 🧭|world_map 🗺️|hourglass ⌛|hourglass_flowing_sand ⏳|alarm_clock ⏰|stopwatch ⏱️|mag 🔍|mag_right 🔎|bell 🔔|no_bell 🔕|
speech_balloon 💬|thought_balloon 💭|mega 📣|loudspeaker 📢|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|x ❌|o ⭕|question ❓|grey_question ❔|
exclamation ❗|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|heavy_plus_sign ➕|heavy_minus_sign ➖|arrow_right ➡️|
arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|leftwards_arrow_with_hook ↩️|arrows_counterclockwise 🔄|
repeat 🔁|fast_forward ⏩|double_vertical_bar ⏸️|black_square_for_stop ⏹️|new 🆕|ok 🆗|up 🆙|information_source ℹ️|one 1️⃣|two 2️⃣|three 3️⃣|
four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|
large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_blue_square 🟦|
large_yellow_square 🟨|large_orange_square 🟧|white_large_square ⬜|black_large_square ⬛|white_square_button 🔳|small_blue_diamond 🔹|
small_orange_diamond 🔸|robot_face 🤖|ghost 👻|snake 🐍|whale 🐳|octopus 🐙|turtle 🐢|rabbit 🐰|bug 🐛|bee 🐝|penguin 🐧|dog 🐶|cat 🐱|unicorn_face 🦄|
lab_coat 🥼|flag-tw 🇹🇼|flag-cn 🇨🇳|flag-us 🇺🇸|flag-gb 🇬🇧|flag-de 🇩🇪|100 💯`;

const EMOJI = new Map(
  TABLE.split("|").map((entry) => entry.trim().split(" ")).filter((pair) => pair.length === 2),
);

/** The sign for a short code without its colons, or null. */
export function emoji(name) {
  return EMOJI.get(name.split("::")[0]) ?? null;
}

/** What the reaction menu offers. */
export const QUICK = ["+1", "white_check_mark", "eyes", "tada", "heart", "raised_hands", "rocket", "thinking_face", "joy", "pray", "100", "-1"];
