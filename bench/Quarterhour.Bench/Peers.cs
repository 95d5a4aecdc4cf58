namespace Quarterhour.Bench;

/// <summary>What others read the same files with, as <c>bench/peers.sh</c> installs it.</summary>
static class Peers
{
    public static string Folder(string root) => Path.Combine(root, "artifacts", "peers");
}
