namespace Quarterhour.X12;

/// <summary>Which characters data may hold.</summary>
public enum CharacterSet
{
    /// <summary>Capitals, digits, blank and ! " &amp; ' ( ) * + , - . / : ; ? =</summary>
    Basic,

    /// <summary>The basic set, small letters, and % ~ @ [ ] _ { } \ | &lt; &gt; ^ ` # $</summary>
    Extended,
}
