"""The language of a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.cleaning.language import language_of
from kg.settings import LanguageSettings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("提出基于 Depth Anything V2 架构与 DV-LORA 的方法", "zh"),
        ("A plain sentence.", "en"),
        ("We study the 鲁棒 robustness of large language models in the wild.", "en"),
        ("Über naïve Übungen", "en"),
        ("12 % (3.4)", "und"),
        ("", "und"),
        ("これはとてもおもしろいものです", "ja"),
        ("深層学習を用いた貝殻画像の自動分類手法を提案する", "ja"),
        ("本研究では CNN と Transformer を組み合わせた手法を提案する", "ja"),
        ("우리는 조개껍데기를 분류하는 새로운 방법을 제안한다", "ko"),
        ("본 논문에서는 CNN 기반의 Transformer 모델을 제안한다", "ko"),
        ("Мы предлагаем новый метод классификации ракушек с помощью BERT", "ru"),
        ("Ми пропонуємо новий метод класифікації черепашок і їх зображень", "uk"),
        ("Предлагаме нов метод за класификация на раковини", "und"),
        ("Предлажемо нову методу за класификацију шкољки", "und"),
        ("نقترح طريقة جديدة لتصنيف الأصداف", "ar"),
        ("ما یک روش جدید برای دسته‌بندی صدف‌ها پیشنهاد می‌کنیم", "fa"),
        ("אנו מציעים שיטה חדשה לסיווג צדפים", "he"),
        ("Προτείνουμε μια νέα μέθοδο ταξινόμησης οστράκων", "el"),
        ("เราเสนอวิธีใหม่ในการจำแนกเปลือกหอย", "th"),
        ("हम सीपियों के वर्गीकरण की एक नई विधि प्रस्तुत करते हैं", "hi"),
        ("আমরা ঝিনুক শ্রেণীবিভাগের একটি নতুন পদ্ধতি প্রস্তাব করি", "bn"),
        ("α, β und γ", "en"),
        ("α", "und"),
        ("Bounds for α-divergences and β-VAEs", "en"),
        ("Nous proposons une nouvelle méthode pour la classification des coquillages, et nous la comparons", "fr"),
        ("Wir stellen ein neues Verfahren vor, das Muscheln mit einem Netz nach ihrer Form sortiert", "de"),
        ("Proponemos un nuevo método para la clasificación de las conchas y lo comparamos con otros", "es"),
        ("Propomos um novo método para a classificação de conchas que é mais rápido do que os outros", "pt"),
        ("Proponiamo un nuovo metodo per la classificazione delle conchiglie che è più veloce", "it"),
        ("Wij stellen een nieuwe methode voor om schelpen te sorteren die sneller is dan het oude werk", "nl"),
        ("Chúng tôi đề xuất một phương pháp mới để phân loại vỏ sò dựa trên mạng nơ-ron", "vi"),
        ("kami mengusulkan metode baru untuk klasifikasi kerang yang lebih cepat " * 3, "und"),
        ("Deep Learning für Muscheln", "en"),  # too short to decide
        ("De novo protein design, in vivo and ex vivo, a la carte", "en"),
        ("CNN, RNN, LSTM, GRU, BERT, GPT-4, ImageNet, CIFAR-10", "en"),
        ("We propose a method (die Methode, la méthode) that sorts shells by the shape of their edge", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text, LanguageSettings()) == language


@given(st.text())
def test_the_language_is_a_tag(text: str) -> None:
    assert re.fullmatch("[a-z]{2,3}", language_of(text, LanguageSettings()))


@given(
    st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), min_size=1), st.text("abc ", max_size=9)
)
def test_what_is_chinese_stays_chinese_beside_latin_words(han: str, latin: str) -> None:
    letters = len(latin.replace(" ", ""))
    expected = sum("㐀" <= c <= "䶿" or "一" <= c <= "鿿" for c in han)
    if expected and expected >= 0.15 * (expected + letters):
        assert language_of(han + latin, LanguageSettings()) == "zh"
