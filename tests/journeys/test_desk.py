"""The rig itself, tried on a toy window: a journey is only worth what its eyes and hands are."""

from __future__ import annotations

import contextlib
import re
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desk import Desk, Node, Program, Refused, Table, Vanished, press, wait_for

TOY = str(Path(__file__).with_name("toy.py"))


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """One desk for all."""
    with Desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def toy(desk: Desk) -> Program:
    """The toy, running."""
    return desk.spawn(sys.executable, TOY)


@pytest.fixture
def window(toy: Program) -> Node:
    """Its tree, with all of it on the screen."""
    root = toy.window()
    root.find("slider")
    return root


def test_the_tree_is_read_as_text(window: Node, toy: Program) -> None:
    assert window.role == "application"
    assert window.name == "jouet"
    assert "  frame 'Jouet'" in window.outline()
    assert toy.said() == "prêt\n"
    assert toy.running


def test_a_node_tells_what_a_screen_reader_says(window: Node) -> None:
    button = window.find("push button", "Continuer")
    assert button.description == "Passe à la suite"
    assert {"enabled", "focusable", "showing"} <= button.states
    assert button.parent in window.find_all("filler")
    left, top, width, height = button.extents
    assert min(left, top, width, height) > 0
    assert window.find_all("push button", re.compile("^Cont")) == [button]


def test_what_is_hidden_is_found_only_when_asked_for(window: Node) -> None:
    assert not window.has("label", "Caché")
    assert window.has("label", "Caché", hidden=True)


def test_what_is_not_there_is_reported_with_the_tree(window: Node) -> None:
    with pytest.raises(LookupError, match=r"no push button named 'Absent' in:\napplication 'jouet'"):
        window.find("push button", "Absent", seconds=0.1)


def test_two_presses_count_as_two_and_are_announced(desk: Desk, window: Node) -> None:
    desk.events.clear()
    before = int(window.find("label", re.compile(" fois$")).name.split()[0])
    press(window.find("push button", "Continuer"))
    press(window.find("push button", "Continuer"))
    window.find("label", f"{before + 2} fois")
    desk.events.wait_for_announcement(f"Pressé {before + 1} fois")
    assert (
        desk.events.wait_for_announcement(re.compile(f"{before + 2} fois")) == desk.events.announcements[-1]
    )
    with pytest.raises(TimeoutError, match="was not announced"):
        desk.events.wait_for_announcement("autre chose", seconds=0.1)


def test_a_check_box_is_ticked_and_unticked(window: Node) -> None:
    box = window.find("check box", "D’accord")
    before = "checked" in box.states
    press(box)
    assert ("checked" in box.states) is not before
    press(box)
    assert ("checked" in box.states) is before


def test_a_text_is_set_and_typed_by_keyboard(desk: Desk, window: Node) -> None:
    edit = window.find("text", "Saisie")
    edit.set_text("été")
    edit.grab_focus()
    assert desk.events.wait_for_focus("Saisie") == edit == desk.events.focused
    desk.screen.key("End")
    desk.screen.type(" « Éco » — l’œuvre 12 € !")
    wait_for(lambda: edit.text == "été « Éco » — l’œuvre 12 € !", what=f"the typed text, not {edit.text}")


def test_a_list_item_is_selected(window: Node) -> None:
    items = window.find("list", "Liste")
    items.select(1)
    assert [item.name for item in items.selected] == ["deux"]
    assert "selected" in window.find("list item", "deux").states


def test_a_table_is_read_by_cells(window: Node) -> None:
    table = Table(window.find("table", "Gens"))
    assert (table.rows, table.columns) == (2, 2)
    assert table.headers == ["Nom", "Rôle"]
    assert table.cell(1, 0).name == "Éloïse"
    assert table.texts() == [["Ada", "formatrice"], ["Éloïse", "apprenante"]]
    table.select_row(1)
    assert table.selected_rows == [1]
    with pytest.raises(IndexError):
        table.cell(2, 0)
    with pytest.raises(ValueError, match="is no table"):
        Table(window.find("slider"))


def test_a_combo_box_and_a_slider_are_moved(desk: Desk, window: Node) -> None:
    combo = window.find("combo box")
    desk.choose(combo, "contraste")
    desk.choose(combo, "sombre")
    assert combo.name == "sombre"
    slider = window.find("slider", "Curseur")
    slider.set_value(7)
    assert (slider.value.low, slider.value.now, slider.value.high) == (0, 7, 10)


def test_a_widget_without_the_faculty_refuses(window: Node) -> None:
    label = window.find("label", re.compile("fois"))
    with pytest.raises(Refused, match=r"label .* has no such Value"):
        _ = label.value
    with pytest.raises(LookupError, match="cannot be pressed"):
        press(window.find("text", "Saisie"))
    with pytest.raises(LookupError, match="no action 'Explode'"):
        label.do("Explode")


def test_a_node_whose_widget_went_says_so(window: Node) -> None:
    doomed = window.find("label", "Bientôt parti")
    press(window.find("push button", "Retirer"))
    window.gone("label", "Bientôt parti")
    with pytest.raises(Vanished):
        _ = doomed.name


def test_the_screen_is_photographed(desk: Desk, window: Node, tmp_path: Path) -> None:
    data = desk.screen.screenshot(tmp_path / "toy.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1280, 800)
    place = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[place - 4 : place])
    assert len(zlib.decompress(data[place + 4 : place + 4 + length])) == 800 * (1 + 3 * 1280)
    left, top, width, height = window.find("push button", "Continuer").extents
    picture = desk.screen.picture()
    edge = (picture.at(left + 3, top + 3), picture.at(0, 0))
    assert edge[1] == (0, 0, 0), "nothing is drawn in the corner of the screen"
    assert min(edge[0]) > 150, "the button is light"
    assert (left + width, top + height) < (1280, 800)


def test_the_mouse_presses_what_lies_under_it(desk: Desk, window: Node) -> None:
    before = int(window.find("label", re.compile(" fois$")).name.split()[0])
    left, top, width, height = window.find("push button", "Continuer").extents
    desk.screen.click(left + width // 2, top + height // 2)
    window.find("label", f"{before + 1} fois")


def test_a_touched_mouse_resets_the_idle_counter(desk: Desk) -> None:
    desk.screen.move(5, 5)
    time.sleep(0.5)
    idle = desk.screen.idle_ms()
    assert idle >= 500
    desk.screen.move(6, 6)
    assert desk.screen.idle_ms() < idle


def test_a_blanked_screen_stays_so_until_it_is_touched(desk: Desk) -> None:
    desk.screen.blank()
    assert desk.screen.blanked()
    desk.screen.move(8, 8)
    wait_for(lambda: not desk.screen.blanked())
    desk.screen.blank()
    desk.screen.unblank()
    assert not desk.screen.blanked()


def test_a_notification_arrives_and_its_button_answers(desk: Desk) -> None:
    service = DBusAddress(
        "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
    )
    rule = MatchRule(type="signal", interface=service.interface)
    buttons, hints = ["open", "Ouvrir", "later", "Plus tard"], {"urgency": ("y", 1)}
    wanted = ("coach", 0, "", "Conseil", "Éteindre l’écran ?", buttons, hints, 5000)
    with open_dbus_connection(desk.env["DBUS_SESSION_BUS_ADDRESS"]) as client:
        client.send_and_get_reply(message_bus.AddMatch(rule))
        with client.filter(rule, bufsize=5) as heard:
            (number,) = client.send_and_get_reply(
                new_method_call(service, "Notify", "susssasa{sv}i", wanted)
            ).body
            shown = desk.notifications.wait_for()
            assert (shown.id, shown.summary, shown.body) == (number, "Conseil", "Éteindre l’écran ?")
            assert shown.actions == {"open": "Ouvrir", "later": "Plus tard"}
            assert shown.hints == {"urgency": 1}
            desk.notifications.invoke(shown, "open")
            answers = [client.recv_until_filtered(heard, timeout=5) for _ in range(2)]
            assert [(answer.header.fields[HeaderFields.member], answer.body) for answer in answers] == [
                ("ActionInvoked", (number, "open")),
                ("NotificationClosed", (number, 2)),
            ]
        (able,) = client.send_and_get_reply(new_method_call(service, "GetCapabilities")).body
        assert "actions" in able
    with pytest.raises(LookupError):
        desk.notifications.invoke(shown, "absent")
    with pytest.raises(TimeoutError):
        desk.notifications.wait_for(0.1)


def test_do_not_disturb_can_be_asked_for(desk: Desk) -> None:
    properties = DBusAddress(
        "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.DBus.Properties"
    )
    question = ("org.freedesktop.Notifications", "Inhibited")
    with open_dbus_connection(desk.env["DBUS_SESSION_BUS_ADDRESS"]) as client:
        for silent in (True, False):
            desk.notifications.inhibited = silent
            reply = client.send_and_get_reply(new_method_call(properties, "Get", "ss", question))
            assert reply.body == (("b", silent),)


def test_a_program_that_ends_early_shows_its_last_words(desk: Desk) -> None:
    program = desk.spawn(sys.executable, "-c", "raise SystemExit('adieu')")
    with pytest.raises(LookupError, match=r"ended with status 1(.|\n)*adieu"):
        program.window()


def test_a_command_runs_in_the_homes_of_the_desk() -> None:
    script = "import os; print(os.environ['COACH_HOME'], os.environ['HOME'], os.environ['PERSON'])"
    with Desk(program=(sys.executable, "-c", script)) as desk:
        done = desk.run(PERSON="é", check=True)
        assert done.stdout.split() == [str(desk.coach_home), str(desk.home), "é"]
        assert desk.coach_home.is_dir()


def test_everything_ends_with_the_desk_even_after_a_failure() -> None:
    orphan = "import subprocess, sys; subprocess.Popen(['sleep', '600'], start_new_session=True)"
    with contextlib.suppress(ZeroDivisionError), Desk() as desk:
        assert desk.spawn(sys.executable, "-c", orphan).wait() == 0
        folder = desk.folder
        mine = [process for process in psutil.process_iter() if _is_at(process, folder)]
        assert {"Xvfb", "openbox", "dbus-daemon", "sleep"} <= {process.name() for process in mine}
        raise ZeroDivisionError
    assert not folder.exists()
    assert not [process for process in mine if process.is_running() and _is_at(process, folder)]


def _is_at(process: psutil.Process, folder: Path) -> bool:
    with contextlib.suppress(psutil.Error):
        return process.environ().get("COACH_DESK") == str(folder)
    return False
