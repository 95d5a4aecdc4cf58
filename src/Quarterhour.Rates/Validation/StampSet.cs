namespace Quarterhour.Rates.Validation;

/// <summary>A set of numbers that is emptied in no time: each entry bears the number of the round that it was added in.</summary>
sealed class StampSet
{
    ulong[] keys = new ulong[256];
    int[] rounds = new int[256];
    int round = 1, count;

    public void Clear()
    {
        count = 0;
        if (++round != int.MaxValue) return;
        Array.Clear(rounds);
        round = 1;
    }

    /// <returns>False when it was in already.</returns>
    public bool Add(ulong key)
    {
        for (int at = (int)(key * 0x9E3779B97F4A7C15 >> 40) & (keys.Length - 1); ; at = (at + 1) & (keys.Length - 1))
        {
            if (rounds[at] != round)
            {
                (keys[at], rounds[at]) = (key, round);
                if (++count * 2 > keys.Length) Grow();
                return true;
            }
            if (keys[at] == key) return false;
        }
    }

    void Grow()
    {
        var (oldKeys, oldRounds) = (keys, rounds);
        (keys, rounds) = (new ulong[oldKeys.Length * 2], new int[oldKeys.Length * 2]);
        for (int i = 0; i < oldKeys.Length; i++)
        {
            if (oldRounds[i] != round) continue;
            int at = (int)(oldKeys[i] * 0x9E3779B97F4A7C15 >> 40) & (keys.Length - 1);
            while (rounds[at] == round) at = (at + 1) & (keys.Length - 1);
            (keys[at], rounds[at]) = (oldKeys[i], round);
        }
    }
}
