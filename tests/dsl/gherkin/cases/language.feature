# language: klingon
Feature: f
