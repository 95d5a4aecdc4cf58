namespace Quarterhour.X12;

/// <summary>Segment tags as numbers: up to three characters packed, the first in the lowest byte. Comparing numbers is what reading does most.</summary>
public static class Tag
{
#pragma warning disable CS1591 // each is the tag that it names
    public const uint ISA = 'I' | 'S' << 8 | 'A' << 16, IEA = 'I' | 'E' << 8 | 'A' << 16, GS = 'G' | 'S' << 8, GE = 'G' | 'E' << 8, ST = 'S' | 'T' << 8, SE = 'S' | 'E' << 8;
    public const uint TA1 = 'T' | 'A' << 8 | '1' << 16, BIN = 'B' | 'I' << 8 | 'N' << 16, BDS = 'B' | 'D' << 8 | 'S' << 16;
    public const uint BHT = 'B' | 'H' << 8 | 'T' << 16, HL = 'H' | 'L' << 8, NM1 = 'N' | 'M' << 8 | '1' << 16, N1 = 'N' | '1' << 8, N2 = 'N' | '2' << 8, N3 = 'N' | '3' << 8, N4 = 'N' | '4' << 8;
    public const uint PER = 'P' | 'E' << 8 | 'R' << 16, REF = 'R' | 'E' << 8 | 'F' << 16, PRV = 'P' | 'R' << 8 | 'V' << 16, DMG = 'D' | 'M' << 8 | 'G' << 16, DTP = 'D' | 'T' << 8 | 'P' << 16, DTM = 'D' | 'T' << 8 | 'M' << 16;
    public const uint AMT = 'A' | 'M' << 8 | 'T' << 16, QTY = 'Q' | 'T' << 8 | 'Y' << 16, CAS = 'C' | 'A' << 8 | 'S' << 16, CLP = 'C' | 'L' << 8 | 'P' << 16, CLM = 'C' | 'L' << 8 | 'M' << 16, SVC = 'S' | 'V' << 8 | 'C' << 16;
    public const uint SV1 = 'S' | 'V' << 8 | '1' << 16, SV2 = 'S' | 'V' << 8 | '2' << 16, SV3 = 'S' | 'V' << 8 | '3' << 16, SV5 = 'S' | 'V' << 8 | '5' << 16, SVD = 'S' | 'V' << 8 | 'D' << 16, LX = 'L' | 'X' << 8, LQ = 'L' | 'Q' << 8;
    public const uint BPR = 'B' | 'P' << 8 | 'R' << 16, TRN = 'T' | 'R' << 8 | 'N' << 16, CUR = 'C' | 'U' << 8 | 'R' << 16, RDM = 'R' | 'D' << 8 | 'M' << 16, PLB = 'P' | 'L' << 8 | 'B' << 16, MIA = 'M' | 'I' << 8 | 'A' << 16, MOA = 'M' | 'O' << 8 | 'A' << 16;
    public const uint TS2 = 'T' | 'S' << 8 | '2' << 16, TS3 = 'T' | 'S' << 8 | '3' << 16, SBR = 'S' | 'B' << 8 | 'R' << 16, PAT = 'P' | 'A' << 8 | 'T' << 16, HI = 'H' | 'I' << 8, NTE = 'N' | 'T' << 8 | 'E' << 16, PWK = 'P' | 'W' << 8 | 'K' << 16;
    public const uint CN1 = 'C' | 'N' << 8 | '1' << 16, K3 = 'K' | '3' << 8, CR1 = 'C' | 'R' << 8 | '1' << 16, CR2 = 'C' | 'R' << 8 | '2' << 16, CR3 = 'C' | 'R' << 8 | '3' << 16, CRC = 'C' | 'R' << 8 | 'C' << 16, HCP = 'H' | 'C' << 8 | 'P' << 16;
    public const uint OI = 'O' | 'I' << 8, LIN = 'L' | 'I' << 8 | 'N' << 16, CTP = 'C' | 'T' << 8 | 'P' << 16, MEA = 'M' | 'E' << 8 | 'A' << 16, PS1 = 'P' | 'S' << 8 | '1' << 16, FRM = 'F' | 'R' << 8 | 'M' << 16, STC = 'S' | 'T' << 8 | 'C' << 16;
    public const uint EQ = 'E' | 'Q' << 8, EB = 'E' | 'B' << 8, HSD = 'H' | 'S' << 8 | 'D' << 16, MSG = 'M' | 'S' << 8 | 'G' << 16, III = 'I' | 'I' << 8 | 'I' << 16, AAA = 'A' | 'A' << 8 | 'A' << 16, INS = 'I' | 'N' << 8 | 'S' << 16, MPI = 'M' | 'P' << 8 | 'I' << 16;
    public const uint LS = 'L' | 'S' << 8, LE = 'L' | 'E' << 8, AK1 = 'A' | 'K' << 8 | '1' << 16, AK2 = 'A' | 'K' << 8 | '2' << 16, AK9 = 'A' | 'K' << 8 | '9' << 16, IK3 = 'I' | 'K' << 8 | '3' << 16, IK4 = 'I' | 'K' << 8 | '4' << 16, IK5 = 'I' | 'K' << 8 | '5' << 16, CTX = 'C' | 'T' << 8 | 'X' << 16;
#pragma warning restore CS1591

    /// <summary>The number of a tag; 0 when it is not one to three characters.</summary>
    public static uint Of(ReadOnlySpan<byte> tag) => tag.Length switch
    {
        3 => (uint)(tag[0] | tag[1] << 8 | tag[2] << 16),
        2 => (uint)(tag[0] | tag[1] << 8),
        1 => tag[0],
        _ => 0,
    };

    /// <summary>The number of a tag written in text.</summary>
    public static uint Of(string tag)
    {
        uint code = 0;
        for (int i = 0; i < tag.Length; i++) code |= (uint)(tag[i] & 0x7F) << 8 * i;
        return tag.Length is >= 1 and <= 3 ? code : 0;
    }

    /// <summary>The tag as text.</summary>
    public static string Text(uint code) => code switch
    {
        0 => "",
        < 0x100 => new([(char)code]),
        < 0x10000 => new([(char)(code & 0xFF), (char)(code >> 8)]),
        _ => new([(char)(code & 0xFF), (char)(code >> 8 & 0xFF), (char)(code >> 16)]),
    };
}
