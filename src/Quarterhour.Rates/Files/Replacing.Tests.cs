using Xunit;

namespace Quarterhour.Rates.Files;

public sealed class ReplacingTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("replacing").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_new_file_has_the_name_whether_there_was_an_older_one_or_not()
    {
        string made = Path.Combine(folder, "made é"), place = Path.Combine(folder, "place é");
        foreach (string text in (string[])["first", "second", "third"])
        {
            File.WriteAllText(made, text);
            Replacing.Move(made, place);
            Assert.Equal(text, File.ReadAllText(place));
            // the older one, where names were exchanged
            File.Delete(made);
        }
    }

    [Fact]
    public void What_can_not_be_leaves_both_files_as_they_are()
    {
        string made = Path.Combine(folder, "made"), place = Path.Combine(folder, "missing", "place");
        File.WriteAllText(made, "new");
        Assert.ThrowsAny<IOException>(() => Replacing.Move(made, place));
        Assert.Equal("new", File.ReadAllText(made));
    }

    /// <summary>Whoever opens the name always meets a whole file.</summary>
    [Fact]
    public void The_name_is_there_all_the_time()
    {
        string made = Path.Combine(folder, "made"), place = Path.Combine(folder, "place");
        File.WriteAllText(place, new('x', 1000));
        int met = 0;
        bool ended = false;
        var reader = new Thread(() =>
        {
            try
            {
                while (!Volatile.Read(ref ended) && File.ReadAllText(place).Length == 1000) met++;
            }
            catch (IOException)
            {
                // told below
            }
        });
        reader.Start();
        for (int i = 0; i < 500; i++)
        {
            File.WriteAllText(made, new('y', 1000));
            Replacing.Move(made, place);
            File.Delete(made);
        }
        bool whole = reader.IsAlive;
        Volatile.Write(ref ended, true);
        reader.Join();
        Assert.True(whole && met > 0, $"after {met} times the name was not there, or not whole");
    }
}
