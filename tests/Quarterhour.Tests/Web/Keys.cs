using Microsoft.Playwright;

namespace Quarterhour.Tests.Web;

/// <summary>Somebody who has a keyboard and no mouse: fields and buttons are reached by Tab, from the beginning of the page on, and nothing is put into a field but by its keys.</summary>
sealed class Keys(IPage page)
{
    const int MostTabs = 250;

    public IPage Page => page;

    /// <summary>Goes on by Tab to what is meant.</summary>
    public async Task Reach(string selector)
    {
        for (int tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) === true", selector)) return;
            await page.Keyboard.PressAsync("Tab");
        }
        throw new TimeoutException($"{selector} is not reached by Tab on {page.Url}");
    }

    /// <summary>Skips what stands before the content.</summary>
    public async Task Skip()
    {
        await Reach(".skip");
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task Type(string selector, string text)
    {
        await Reach(selector);
        if (await page.EvaluateAsync<bool>("document.activeElement.matches('input[type=text], input:not([type]), textarea') && document.activeElement.value !== ''")) await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>A day, as an American keyboard writes it into the field.</summary>
    public Task Day(string selector, DateOnly day) => Type(selector, day.ToString("MMddyyyy", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Presses what is meant, and waits for the page that it leads to.</summary>
    public async Task Press(string selector)
    {
        await Reach(selector);
        await Enter();
    }

    /// <summary>Enter, and the page that it leads to.</summary>
    public async Task Enter()
    {
        await page.EvaluateAsync("window.before = true");
        await page.Keyboard.PressAsync("Enter");
        for (int tries = 0; tries < 600; tries++)
        {
            try
            {
                if (await page.EvaluateAsync<bool>("window.before !== true && document.readyState === 'complete'")) return;
            }
            catch (PlaywrightException)
            {
                // the page is being left
            }
            await Task.Delay(20);
        }
        throw new TimeoutException($"Enter led nowhere on {page.Url}: {await page.Locator("main").InnerTextAsync()}");
    }

    /// <summary>A file that a link gives.</summary>
    public async Task<string> Download(string selector)
    {
        await Reach(selector);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        return await File.ReadAllTextAsync((await download.PathAsync())!);
    }
}
