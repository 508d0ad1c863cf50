# language: fr
Fonctionnalité: Emprunter des livres

  Scénario: Il n'y a plus de livres
    Alors tous les livres sont empruntés
