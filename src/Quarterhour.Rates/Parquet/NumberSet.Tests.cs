using System.Numerics;
using Quarterhour.Rates.Parsing;
using Xunit;

namespace Quarterhour.Rates.Parquet;

public sealed class NumberSetTests
{
    static Int128 Scaled(string number) => ExactNumber.TryScale(System.Text.Encoding.ASCII.GetBytes(number), out var scaled) ? scaled : throw new ArgumentException(number);

    [Fact]
    public void Every_number_has_one_place_whatever_its_size()
    {
        var random = new Random(3);
        var numbers = new List<Int128>();
        foreach (string edge in new[] { "0", "-0.01", "0.01", "0.001", "10995116277.75", "10995116277.76", "184467440737095516.16", "99999999999999999999.999999999999999999", "-99999999999999999999", "0.000000000000000001", "30.5", "30.50" }) numbers.Add(Scaled(edge));
        for (int i = 0; i < 20_000; i++) numbers.Add((Int128)random.NextInt64(-1000, 2_000_000) * (Int128)BigInteger.Pow(10, random.Next(14, 19)));
        var set = new NumberSet();
        for (int round = 0; round < 2; round++)
        {
            var places = new Dictionary<Int128, int>();
            foreach (var number in numbers)
            {
                if (!places.TryGetValue(number, out int place)) places.Add(number, place = places.Count);
                Assert.Equal(place, set.Add(number));
            }
            Assert.Equal(places.Count, set.Count);
            var written = new Packing();
            set.Write(written);
            foreach (var (number, place) in places) Assert.Equal(number, System.Buffers.Binary.BinaryPrimitives.ReadInt128BigEndian(written.Written[(16 * place)..]));
            set.Clear();
        }
    }
}
