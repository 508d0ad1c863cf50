# language: en

