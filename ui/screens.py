"""The screens by name, who works for each, and how both are loaded when they are wanted."""

import importlib
from typing import Any

SCREENS = {
    "today": ("ui.cases.case_list", "CaseList"),
    "case": ("ui.cases.case_page", "CaseView"),
    "load": ("ui.load.load_page", "LoadPage"),
    "waveform": ("ui.waveform.waveform_page", "WaveformPage"),
    "meter": ("ui.meter.meter_page", "MeterPage"),
    "inspection": ("ui.inspection.checklist_form", "ChecklistForm"),
    "filing": ("ui.filing.filing_page", "FilingView"),
    "report": ("ui.report.report_page", "ReportView"),
    "reports": ("ui.report.report_list", "ReportList"),
    "sync": ("ui.exchange.sync_view", "SyncView"),
    "settings": ("ui.settings.settings_view", "SettingsView"),
}
PRESENTERS = {
    "cases": ("ui.cases.presenter", "CasesPresenter"),
    "load": ("ui.load.presenter", "LoadPresenter"),
    "waveform": ("ui.waveform.presenter", "WaveformPresenter"),
    "inspection": ("ui.inspection.presenter", "InspectionPresenter"),
    "meter": ("ui.meter.presenter", "MeterPresenter"),
    "filing": ("ui.filing.presenter", "FilingPresenter"),
    "report": ("ui.report.presenter", "ReportPresenter"),
    "papers": ("ui.report.list_presenter", "PapersPresenter"),
    "exchange": ("ui.exchange.presenter", "ExchangePresenter"),
    "settings": ("ui.settings.presenter", "SettingsPresenter"),
}
READ_BY = {"sync": "exchange", "reports": "papers", "settings": "settings"}
"""Screens that are read anew whenever they are shown, and who reads."""


def load(where: tuple[str, str]) -> Any:
    """What has this name in this module."""
    return getattr(importlib.import_module(where[0]), where[1])
